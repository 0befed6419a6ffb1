"""Task `reader`: parts of speech, trees and lemmas on gold words; words and sentences on raw text.

Protocol (shared/BENCHMARKS.md): full labels with their subtypes, punctuation counted. Gold words are read document by
document with their gold sentences. Raw text is rebuilt from `# text` with the paragraph breaks of the file, sentences
joined by a space and paragraphs by a line break, and read document by document as well.
"""

from benchmarks.reader.task import TASK

__all__ = ["TASK"]
