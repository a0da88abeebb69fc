import { html } from 'hono/html';
import type { Stripe } from 'stripe';
import { LONGEST_ANSWER } from '../checkout/custom-field-params.ts';
import { inputOf } from '../checkout/custom-fields.ts';
import type { Html } from './layout.ts';

type Field = Stripe.Checkout.Session.CustomField;

/** A field of the merchant's own. Its label is shown as it was sent; one that may stay empty says so. */
export function customField(field: Field, typed: string | undefined, problem: string | undefined): Html {
  const name = inputOf(field);
  const value = typed ?? (field.text ?? field.numeric ?? field.dropdown)?.default_value ?? '';
  const invalid = problem ? html`aria-invalid="true" aria-describedby="${name}-problem"` : '';
  return html`<label for="${name}">${field.label.custom ?? ''}${
    field.optional ? html` <span class="soft">(optional)</span>` : ''
  }</label>
${field.dropdown ? choices(field.dropdown, name, value, invalid) : input(field, name, value, invalid)}
${problem ? html`<p class="problem" id="${name}-problem">${problem}</p>` : ''}`;
}

const input = ({ numeric, text }: Field, name: string, value: string, invalid: Html | string): Html =>
  html`<input id="${name}" name="${name}" type="text" inputmode="${numeric ? 'numeric' : 'text'}" autocomplete="off"
  maxlength="${(numeric ?? text)?.maximum_length ?? LONGEST_ANSWER}" value="${value}" ${invalid}>`;

const choices = (
  { options }: Stripe.Checkout.Session.CustomField.Dropdown,
  name: string,
  chosen: string,
  invalid: Html | string,
): Html => html`<select id="${name}" name="${name}" ${invalid}>
<option value=""></option>
${options.map(
  ({ label, value }) =>
    html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${label}</option>`,
)}
</select>`;
