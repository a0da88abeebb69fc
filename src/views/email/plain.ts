import { isolate } from '../text.ts';

// Marks, overrides and isolates of direction (UAX 9): they could make an amount read backwards.
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What is a space or ends a line; not the spaces that hold an amount together. */
const SPACES = /[\p{Cc}\p{Zl}\p{Zp} \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\ufeff]+/gu;

/** Somebody's text on one line, without control characters, at most `most` characters long. */
export function oneLine(text: string, most = 200): string {
  return clip(text.replace(SPACES, ' ').replace(DIRECTIONS, '').trim(), most);
}

/** Somebody's text with its line breaks, otherwise without control characters, at most `most` characters long. */
export function manyLines(text: string, most = 4_000): string {
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(DIRECTIONS, '');
  return clip(lines.replace(/[^\P{Cc}\n]/gu, ' ').trim(), most);
}

/** A name inside a sentence of ours: on one line, and isolated where its script runs the other way. */
export function nameIn(text: string): string {
  return isolate(oneLine(text, 120));
}

function clip(text: string, most: number): string {
  const characters = [...text.toWellFormed()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}
