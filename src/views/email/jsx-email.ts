/**
 * The parts of jsx-email that we use, each from its own file. The package's one entry re-exports everything, and
 * a bundler cannot shake a module that is loaded on demand, as the mails are: by its entry it would bring a syntax
 * highlighter, a barcode printer and a CSS engine along (2.2 MB gzip; by these files the mails are 35 KB, all told).
 * Its `render()` is left out too: it parses and prints the result once more for plug-ins that we do not use, and
 * looks for a configuration file first.
 */
export { Body } from '../../../node_modules/jsx-email/dist/components/body.js';
export { Html } from '../../../node_modules/jsx-email/dist/components/html.js';
export { Preview } from '../../../node_modules/jsx-email/dist/components/preview.js';
export { jsxToString } from '../../../node_modules/jsx-email/dist/renderer/jsx-to-string.js';
