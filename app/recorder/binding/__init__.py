"""A package of the print shop that one release forgot."""


def price(text):
    return 4.5 + 0.01 * len(text)
