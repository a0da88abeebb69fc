import { memo } from '../../domain/memo.ts';

const rules = memo<Intl.PluralRules>(50);

/** A wording for each plural category that the language has (CLDR); `other` serves for those left out. */
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** The form for a count in a language (BCP 47): one day, two days; Polish and Arabic have more than two. */
export function plural(language: string, count: number, forms: PluralForms): string {
  const category = rules(language, () => new Intl.PluralRules(language)).select(count);
  return forms[category] ?? forms.other;
}
