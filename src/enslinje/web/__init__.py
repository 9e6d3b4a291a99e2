"""The pages: server-rendered HTML that shows the year's picture and computes nothing of its own."""
