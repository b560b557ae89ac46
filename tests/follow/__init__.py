"""Following: /mijn/ for submitters and coordinators."""
