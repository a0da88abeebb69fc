import { invalidRequest } from './api-error.ts';

/** What a form body or a query decodes to: text, or lists and maps of it. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export interface FormObject {
  [key: string]: FormValue;
}

interface Branch {
  [key: string]: Branch | string;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Decodes `application/x-www-form-urlencoded` as Stripe does: `a[b]=1` nests, `a[0]=1` and `a[]=1` make
 * lists. Rejects a key that is both a value and a map.
 */
export function decodeForm(text: string): FormObject {
  const root: Branch = {};
  for (const [key, value] of new URLSearchParams(text)) place(root, segments(key), value, key);
  const result: FormObject = {};
  for (const [key, value] of Object.entries(root)) result[key] = collapse(value);
  return result;
}

function segments(key: string): string[] {
  const open = key.indexOf('[');
  if (open <= 0) return [key];
  return [
    key.slice(0, open),
    ...Array.from(key.slice(open).matchAll(/\[([^\]]*)\]/g), (match) => match[1] ?? ''),
  ];
}

function place(root: Branch, path: string[], value: string, key: string): void {
  let branch = root;
  for (const [depth, segment] of path.entries()) {
    if (FORBIDDEN.has(segment)) throw invalidRequest(`Invalid parameter name: ${key}`, { param: key });
    const name = segment === '' ? String(Object.keys(branch).length) : segment;
    if (depth === path.length - 1) {
      branch[name] = value;
      return;
    }
    const next = branch[name] ?? {};
    if (typeof next === 'string') throw invalidRequest(`Invalid object: ${key}`, { param: path[0] });
    branch[name] = next;
    branch = next;
  }
}

function collapse(value: Branch | string): FormValue {
  if (typeof value === 'string') return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => collapse(value[key] ?? ''));
  }
  const result: FormObject = {};
  for (const key of keys) result[key] = collapse(value[key] ?? '');
  return result;
}
