"""Finds the design most like another, with a FAISS index on disk."""

import os
import zlib

import faiss
import numpy

DESIGNS = ["oak leaves", "sailing ships", "plain border", "two columns", "poster, red"]
WIDTH = 16


def vector(text):
    found = numpy.zeros((1, WIDTH), dtype="float32")
    for word in text.lower().split():
        found[0, zlib.crc32(word.encode()) % WIDTH] += 1
    return found


def index_file(home):
    return os.path.join(home, "data", "designs.index")


def create(home):
    index = faiss.IndexFlatIP(WIDTH)
    for design in DESIGNS:
        index.add(vector(design))
    faiss.write_index(index, index_file(home))


def nearest(home, text):
    index = faiss.read_index(index_file(home))
    return DESIGNS[int(index.search(vector(text), 1)[1][0][0])]
