package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.Symptom;
import java.util.Map;

/**
 * One symptom and where it was read.
 *
 * @param lines line in the file of what can only be judged later, by its text: examples, and the
 *     symptoms that this one refers to
 */
record SymptomFile(String file, Symptom symptom, Map<String, Integer> lines) {

  int line(String text) {
    return lines.getOrDefault(text, 0);
  }
}
