import type { Stripe } from 'stripe';
import { invalidRequest, parameterMissing } from '../core/api-error.ts';
import { type CustomFieldsInput, LONGEST_ANSWER } from './custom-field-params.ts';
import type { Problems } from './entry.ts';

type Field = Stripe.Checkout.Session.CustomField;
type Asked = NonNullable<CustomFieldsInput>[number];

/** What was entered, by the field's key. */
export type Answers = Readonly<Record<string, string>>;

const INPUT = 'field-';

/** The input of a field on the page. */
export const inputOf = ({ key }: Pick<Field, 'key'>): string => `${INPUT}${key}`;

/** What a form of the page holds of them. */
export const answersIn = (form: URLSearchParams): Answers =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (name.startsWith(INPUT) ? [[name.slice(INPUT.length), value]] : [])),
  );

/** The session's fields, without answers: those come when it is complete. */
export function makeCustomFields(asked: CustomFieldsInput = []): Field[] {
  asked.forEach((field, index) => {
    if (asked.findIndex(({ key }) => key === field.key) === index) return;
    throw invalidRequest('Every custom field needs a `key` of its own.', {
      param: `custom_fields[${index}][key]`,
    });
  });
  return asked.map((field, index) => fieldOf(field, `custom_fields[${index}]`));
}

function fieldOf(asked: Asked, param: string): Field {
  const { key, label, optional = false, type } = asked;
  for (const other of ['dropdown', 'numeric', 'text'] as const) {
    if (other === type || asked[other] === undefined) continue;
    throw invalidRequest(`You can not pass \`${other}\` for a custom field of type ${type}.`, {
      param: `${param}[${other}]`,
    });
  }
  const common = { key, label, optional, type };
  switch (type) {
    case 'dropdown':
      return { ...common, dropdown: dropdownOf(asked, `${param}[dropdown]`) };
    case 'numeric':
      return { ...common, numeric: writtenOf(asked.numeric, `${param}[numeric]`) };
    case 'text':
      return { ...common, text: writtenOf(asked.text, `${param}[text]`) };
  }
}

function dropdownOf({ dropdown }: Asked, param: string) {
  if (!dropdown) throw parameterMissing(param);
  const { default_value: first = null, options } = dropdown;
  const values = options.map(({ value }) => value);
  if (new Set(values).size < values.length || (first !== null && !values.includes(first))) {
    throw invalidRequest('Each option has a value of its own, and the default is one of them.', { param });
  }
  return { default_value: first, options, value: null };
}

function writtenOf(limits: Asked['text'], param: string) {
  const {
    default_value: first = null,
    maximum_length: most = null,
    minimum_length: least = null,
  } = limits ?? {};
  if (least !== null && least > (most ?? LONGEST_ANSWER)) {
    throw invalidRequest('`minimum_length` cannot exceed `maximum_length`.', {
      param: `${param}[minimum_length]`,
    });
  }
  return { default_value: first, maximum_length: most, minimum_length: least, value: null };
}

/** What is wrong with a payer's answers, by the input on the page. */
export const answerProblems = (fields: readonly Field[], answers: Answers): Problems =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const problem = problemOf(field, answers[field.key] ?? '');
      return problem === null ? [] : [[inputOf(field), problem]];
    }),
  );

function problemOf({ dropdown, numeric, text, optional }: Field, answer: string): string | null {
  if (answer.trim() === '') return optional ? null : 'Fill this in.';
  if (dropdown) return dropdown.options.some(({ value }) => value === answer) ? null : 'Choose one of these.';
  if (numeric && !/^\d+$/.test(answer)) return 'Enter digits only.';
  const { maximum_length: most = null, minimum_length: least = null } = numeric ?? text ?? {};
  const longest = most ?? LONGEST_ANSWER;
  if (answer.length > longest) return `Enter at most ${longest} characters.`;
  return least !== null && answer.length < least ? `Enter at least ${least} characters.` : null;
}

/** The fields of a session that is complete. An optional one that was left empty has no value. */
export const answered = (fields: readonly Field[], answers: Answers): Field[] =>
  fields.map((field) => {
    const answer = answers[field.key] ?? '';
    const value = answer.trim() === '' ? null : answer;
    const { dropdown, numeric, text } = field;
    return {
      ...field,
      ...(dropdown && { dropdown: { ...dropdown, value } }),
      ...(numeric && { numeric: { ...numeric, value } }),
      ...(text && { text: { ...text, value } }),
    };
  });
