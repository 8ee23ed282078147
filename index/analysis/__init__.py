"""From text to terms: tokens, folding, stems. One memo serves documents, queries and marks."""

from index.analysis.analyzer import ANALYSIS_VERSION, FondsAnalyzer
from index.analysis.folding import MAX_TERM, fold, fold_all
from index.analysis.stemming import Stem, Stems
from index.analysis.tokenizer import Token, WordMemo, terms_of, tokens
from index.analysis.words import WORD, Part, advance, split_word

__all__ = [
    "ANALYSIS_VERSION",
    "MAX_TERM",
    "WORD",
    "FondsAnalyzer",
    "Part",
    "Stem",
    "Stems",
    "Token",
    "WordMemo",
    "advance",
    "fold",
    "fold_all",
    "split_word",
    "terms_of",
    "tokens",
]
