"""Reports as one page that stands on its own: no network, no script or style but the page's own."""
