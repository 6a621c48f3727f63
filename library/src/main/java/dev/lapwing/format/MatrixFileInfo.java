package dev.lapwing.format;

import dev.lapwing.Shape;
import java.util.Map;

/**
 * What the header of a matrix file says.
 *
 * @param format the name of the format: {@code npy 1.0}
 * @param shape rows and columns
 * @param details whatever else the format knows, in order: element type, memory order, tiles
 */
public record MatrixFileInfo(String format, Shape shape, Map<String, String> details) {}
