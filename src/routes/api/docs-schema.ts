import { type Html, html, NOTHING } from '../../views/html.ts';
import type { ApiSchema } from './docs-model.ts';

/** A sentence of the document: what stands between backticks is code. */
export const prose = (text: string): Html =>
  html`${text.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))}`;

/** `#/components/schemas/Invoice` → `Invoice`. */
const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref;

/** A kind of value in a few words; named schemas are links to where they are described. */
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
  if (schema.default !== undefined) said.push(`${JSON.stringify(schema.default)} where it is left out`);
  if (said.length === 0) return '';
  const sentence = said.join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** A field with what it takes; the fields of an object that has no name of its own stand inside. */
export function field(name: string, required: boolean, schema: ApiSchema, description?: string): Html {
  const said = [description ?? schema.description ?? '', limits(schema)].filter((part) => part !== '');
  const note = said.length === 0 ? NOTHING : html`<br>${prose(said.join(' '))}`;
  const inner = fieldsWithin(schema);
  return html`<li><code><b>${name}</b></code> <span class="small soft">${kind(schema)}${required ? ', required' : ''}${note}</span>${inner}</li>`;
}

/** The fields of an object, or of the objects that a value may be or hold; nothing where they have a name. */
export function fieldsWithin(schema: ApiSchema): Html {
  if (schema.$ref !== undefined) return NOTHING;
  if (schema.items !== undefined) return fieldsWithin(schema.items);
  if (schema.oneOf !== undefined) return html`${schema.oneOf.map(fieldsWithin)}`;
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return NOTHING;
  const required = new Set(schema.required);
  return html`<ul>${fields.map(([name, inner]) => field(name, required.has(name), inner))}</ul>`;
}
