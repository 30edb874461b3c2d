console.log("tutor");
