/* What pages of a published site do with a script, besides the text size: js/published/head.js. */
