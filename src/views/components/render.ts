import { raw } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { Html, withoutControls } from '../html.ts';

/**
 * A component drawn as markup. JSX escapes what it is given; characters that could reorder or corrupt a page are
 * dropped here, once for all of it, since markup of our own has none.
 */
export function render(element: JSX.Element): Html {
  const text: unknown = element.toString();
  if (typeof text !== 'string') throw new TypeError('pages render synchronously');
  return new Html(withoutControls(text));
}

/** Markup of the template tag inside a component, for the parts that payers' pages share with all others. */
export const Markup = ({ of }: { readonly of: Html }) => raw(of.text);
