"""What every face shows: one view of an edition for pages, API, feeds, reader apps, mail, files and assistants."""

from nutgraf.views.newsstand import Newsstand
from nutgraf.views.story import LineView, OriginView, SourceSentence, StoryView

__all__ = ["LineView", "Newsstand", "OriginView", "SourceSentence", "StoryView"]
