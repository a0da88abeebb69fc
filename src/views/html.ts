/** Markup that is already safe to send: literal template text, or values that were escaped on their way in. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * What may stand in a template. Strings are escaped. Numbers are left out on purpose: an amount in minor units, a
 * quantity or a percentage must be formatted before it can be shown.
 */
type Content = string | Html | readonly Html[] | null;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control characters have no business in a page, and the overrides and embeddings U+202A–U+202E, U+2066 and
// U+2067 let a name reorder the words around it ("trojan source"): both are dropped rather than shown.
const CONTROLS = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2067`;
const CONTROL = new RegExp(`[${CONTROLS}]`);
const EACH_CONTROL = new RegExp(CONTROL, 'g');
const UNSAFE = new RegExp(`[&<>"'${CONTROLS}]`);
const EACH_UNSAFE = new RegExp(UNSAFE, 'g');

/** Text without the characters that must not be shown. Linear; clean text is returned as it is. */
export function withoutControls(text: string): string {
  return CONTROL.test(text) ? text.replace(EACH_CONTROL, '') : text;
}

/** Text as it may stand in an element or in a quoted attribute. Linear; clean text is returned as it is. */
export function escapeHtml(text: string): string {
  return UNSAFE.test(text) ? text.replace(EACH_UNSAFE, (character) => ENTITIES[character] ?? '') : text;
}

/** Marks text of our own (never a merchant's or a payer's) as markup. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** Nothing at all, for a part of a page that does not apply. */
export const NOTHING = new Html('');

// A template's literals are one array for as long as the program runs.
const trimmed = new WeakMap<TemplateStringsArray, readonly string[]>();

/** As in JSX: a line break between tags or values, and the indentation around it, is no space. */
function literalsOf(template: TemplateStringsArray): readonly string[] {
  const known = trimmed.get(template);
  if (known !== undefined) return known;
  const literals = template.map((literal) => literal.replace(/(?<=^|>)\s*\n\s*(?=<|$)/g, ''));
  trimmed.set(template, literals);
  return literals;
}

/**
 * Template tag: literal parts are markup, values are escaped unless they are Html already. Attributes must
 * be written in double quotes. A list is joined without separators.
 */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Html {
  const literals = literalsOf(template);
  let text = literals[0] ?? '';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (typeof value === 'string') text += escapeHtml(value);
    else if (value instanceof Html) text += value.text;
    else if (value) for (const part of value) text += part.text;
    text += literals[index + 1] ?? '';
  }
  return new Html(text);
}
