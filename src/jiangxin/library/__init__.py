"""The document library: articles, who may read how much of them, versions, favourites, the front page."""
