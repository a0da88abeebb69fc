import { type Html, html, NOTHING } from '../html.ts';

/** A field of a form: its name, what it asks for, and what is wrong with what was given. */
type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly problem?: string | null;
};

/** What an assistive reader says after the label: what is wrong first, then the hint. */
function described({ name, hint, problem }: Field): Html {
  const ids = [problem == null ? '' : `${name}-wrong`, hint == null ? '' : `${name}-hint`].filter(
    (id) => id !== '',
  );
  const by = ids.length === 0 ? NOTHING : html` aria-describedby="${ids.join(' ')}"`;
  return problem == null ? by : html`${by} aria-invalid="true"`;
}

const under = ({ name, hint, problem }: Field): Html =>
  html`${problem == null ? NOTHING : html`<p class="wrong" id="${`${name}-wrong`}">${problem}</p>`}${hint == null ? NOTHING : html`<p class="small" id="${`${name}-hint`}">${hint}</p>`}`;

/** A line of text. `attributes` are more of the input's own, such as its kind of keyboard. */
export const textField = (field: Field & { readonly value: string; readonly attributes: Html }): Html =>
  html`<div class="field"><label for="${field.name}">${field.label}</label><input id="${field.name}" name="${field.name}" value="${field.value}" ${field.attributes}${described(field)}>${under(field)}</div>`;

type Options = readonly (readonly [value: string, label: string])[];

/** One of several, in a list that opens. */
export const selectField = (field: Field & { readonly value: string; readonly options: Options }): Html => {
  const options = field.options.map(([value, label]) =>
    value === field.value
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`,
  );
  return html`<div class="field"><label for="${field.name}">${field.label}</label><select id="${field.name}" name="${field.name}"${described(field)}>${options}</select>${under(field)}</div>`;
};

/** One of a few, all in sight. */
export const radioField = (field: Field & { readonly value: string; readonly options: Options }): Html => {
  const options = field.options.map(([value, label]) => {
    const checked = value === field.value ? html` checked` : NOTHING;
    const id = `${field.name}-${value}`;
    return html`<p class="radio"><input type="radio" id="${id}" name="${field.name}" value="${value}" required${checked}><label for="${id}">${label}</label></p>`;
  });
  return html`<fieldset class="field"${described(field)}><legend>${field.label}</legend>${options}${under(field)}</fieldset>`;
};
