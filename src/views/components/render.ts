import { raw } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { Html, withoutControls } from '../html.ts';

/**
 * Renders a component as markup. JSX escapes its values; characters that could reorder or corrupt a page are dropped
 * here from the whole output, since our own markup has none.
 */
export function render(element: JSX.Element): Html {
  const text: unknown = element.toString();
  if (typeof text !== 'string') throw new TypeError('pages render synchronously');
  return new Html(withoutControls(text));
}

/** Embeds markup of the `html` tag in a component, for parts shared with payers' pages. */
export const Markup = ({ of }: { readonly of: Html }) => raw(of.text);
