/** A sentence that contains a value, and the one to use if the value is unknown (null or empty). */
type Forms = { readonly known: string; readonly unknown: string };

/** Whole sentences rather than a part put in, so that no grammar depends on whether the value is there. */
export const given = (value: string | null, forms: Forms): string =>
  value === null || value === '' ? forms.unknown : forms.known;
