import { TAX_ID_KINDS } from '../../../domain/tax-id/kinds.ts';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import type { Problems } from './section-fields.tsx';

export type TaxRow = { readonly kind: string; readonly value: string };

/** Tax ids with their kinds; an empty row is none. */
export const TaxRows = ({
  rows,
  problems,
}: {
  readonly rows: readonly TaxRow[];
  readonly problems: Problems;
}) => (
  <fieldset class="field">
    <legend>{words.taxIds}</legend>
    {rows.map(({ kind, value }, index) => (
      <>
        <div class="tax-row">
          <select name={`taxKind${index}`} aria-label={`${words.taxIdKind} ${index + 1}`}>
            {TAX_ID_KINDS.map((each) => (
              <option value={each} selected={each === kind}>
                {words.taxIdKinds[each]}
              </option>
            ))}
          </select>
          <input
            name={`taxValue${index}`}
            value={value}
            maxlength={60}
            autocomplete="off"
            aria-label={`${words.taxIdValue} ${index + 1}`}
            aria-invalid={problems[`taxIds[${index}]`] === undefined ? undefined : 'true'}
          />
        </div>
        {problems[`taxIds[${index}]`] !== undefined && <p class="wrong">{problems[`taxIds[${index}]`]}</p>}
      </>
    ))}
  </fieldset>
);
