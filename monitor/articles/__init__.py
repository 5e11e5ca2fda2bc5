"""Articles: from a page to a text (step 2 is `scrape`)."""
