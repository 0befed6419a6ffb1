"""Task `pages`: the report on a web page, apart from what stands around it.

Pages written for this task, in the layouts of outlets (no text or markup is anybody's), each with the truth
marked by hand in the page itself: see `marked.py` for the form. The reader of pages was first mended on one
half (`dev`); the other half (`test`) was written afterwards and read unseen once (f1 0.923 against trafilatura's 0.891,
published 0.80, on 20 November 2026), then mended on, too; pages 41 to 44
were written after that. Without `--split` all are read.

- `f1`: mean over the pages of F1 over words (as a bag, in small letters) of the main text. Main text is what the report
  tells: standfirst, paragraphs, subheadings, lists, tables, quotations. It is not the headline, byline, date, captions,
  pull quotes, notes on the author, and whatever belongs to the site. Ours is a report's text without its marks of these
  kinds. Lines that are a headline of the truth are left out of what is scored, on all sides.
- `published`: share of right times of publication, over the pages that hold one: the same instant where the page gives
  a clock and a zone, the same clock where it gives no zone, the same day where it gives only that.
- `published_day`: the same, asking only for the day.
- `updated`: share of pages with a time of change beside the time of publication whose day is kept as such.
- `captions_apart`: share of the words of captions and pull quotes that were not read as main text.
- `title`, `outlet`: share of pages whose headline and outlet are right; for a page that names no outlet, none is.

A live-blog is as many reports as it has entries; all of their titles and times must be right.
The baseline is trafilatura alone, on the same pages in the same run, without comments; it gives days, no times.
"""

from benchmarks.pages.task import TASK

__all__ = ["TASK"]
