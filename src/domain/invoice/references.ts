/** Where a custom field is shown. */
export const FIELD_PLACES = ['page', 'pdf', 'mail', 'portal'] as const;
export type FieldPlace = (typeof FIELD_PLACES)[number];

/** A field of the business's own, such as a project or a cost centre. */
export type CustomField = {
  readonly name: string;
  readonly value: string;
  readonly shownOn: readonly FieldPlace[];
};

/** What the customer finds an invoice by in their own books (EN 16931: BT-13, BT-10, BT-12). */
export type References = {
  readonly purchaseOrder: string | null;
  readonly buyerReference: string | null;
  readonly contract: string | null;
  readonly customFields: readonly CustomField[];
};

export const NO_REFERENCES: References = {
  purchaseOrder: null,
  buyerReference: null,
  contract: null,
  customFields: [],
};

export const MOST_CUSTOM_FIELDS = 10;

export type ReferencesProblem = {
  readonly path: string;
  readonly problem: 'too_many_fields' | 'field_named_twice';
};

/** What is wrong with references: more fields than an invoice has room for, or two of one name. */
export function referencesProblems({ customFields }: References): readonly ReferencesProblem[] {
  const names = customFields.map(({ name }) => name.trim().toLowerCase());
  const twice = names.flatMap((name, i): readonly ReferencesProblem[] =>
    names.indexOf(name) === i ? [] : [{ path: `customFields[${i}].name`, problem: 'field_named_twice' }],
  );
  return customFields.length > MOST_CUSTOM_FIELDS
    ? [{ path: 'customFields', problem: 'too_many_fields' }, ...twice]
    : twice;
}

/** The fields that are shown in a place, in their order. */
export const fieldsShown = ({ customFields }: References, place: FieldPlace): readonly CustomField[] =>
  customFields.filter(({ shownOn }) => shownOn.includes(place));
