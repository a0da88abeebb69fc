import { type Html, html, NOTHING } from '../../views/html.ts';
import { sentenceCase } from '../../views/text.ts';
import type { ApiSchema } from './docs-model.ts';

/** Renders a sentence of the document; text between backticks becomes code. */
export const prose = (text: string): Html =>
  html`${text.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))}`;

/** `#/components/schemas/Invoice` → `Invoice`. */
const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref;

/** Describes a type in a few words, with links to named schemas. */
function kind(schema: ApiSchema): Html {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.enum !== undefined) return html`${schema.enum.map(String).join(' | ')}`;
  if (schema.oneOf !== undefined) {
    return html`${schema.oneOf.map((one, index) => html`${index === 0 ? '' : ' or '}${kind(one)}`)}`;
  }
  const types = [schema.type ?? 'object'].flat();
  if (types.includes('array') && schema.items !== undefined) return html`list of ${kind(schema.items)}`;
  return html`${types.join(' or ')}${schema.format === undefined ? '' : ` (${schema.format})`}`;
}

function limits(schema: ApiSchema): string {
  const said: string[] = [];
  if (schema.maxLength !== undefined) said.push(`at most ${schema.maxLength} characters`);
  if (schema.minimum !== undefined) said.push(`from ${schema.minimum}`);
  if (schema.maximum !== undefined) said.push(`up to ${schema.maximum}`);
  if (schema.maxItems !== undefined) said.push(`at most ${schema.maxItems}`);
  if (said.length === 0) return '';
  const sentence = said.join(', ');
  return `${sentenceCase(sentence)}.`;
}

/** Renders a field and its type; the fields of an unnamed object are nested inside it. */
export function field(name: string, required: boolean, schema: ApiSchema, description?: string): Html {
  const said = [description ?? schema.description ?? '', limits(schema)].filter((part) => part !== '');
  const note = said.length === 0 ? NOTHING : html`<br>${prose(said.join(' '))}`;
  const inner = fieldsWithin(schema);
  const type = html`${kind(schema)}${required ? ', required' : ''}`;
  return html`<li>
    <code><b>${name}</b></code> <span class="small soft">${type}${note}</span>
    ${inner}
  </li>`;
}

/** The fields of an object, or of the objects that a value may be or hold; nothing for named schemas. */
export function fieldsWithin(schema: ApiSchema): Html {
  if (schema.$ref !== undefined) return NOTHING;
  if (schema.items !== undefined) return fieldsWithin(schema.items);
  if (schema.oneOf !== undefined) return html`${schema.oneOf.map(fieldsWithin)}`;
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return NOTHING;
  const required = new Set(schema.required);
  return html`<ul>${fields.map(([name, inner]) => field(name, required.has(name), inner))}</ul>`;
}
