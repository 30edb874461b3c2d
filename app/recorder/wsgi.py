from tutor import create_app

application = create_app()
