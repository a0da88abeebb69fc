/** The version that stripe@23.1.0 pins: the only one the sandbox speaks. */
export const API_VERSION = '2026-10-28.endive';
