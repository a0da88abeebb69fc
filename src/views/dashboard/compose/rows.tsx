import type { TypedLine, TypedPart } from '../../../domain/compose/typed-draft.ts';
import { TAX_CATEGORIES } from '../../../domain/invoice/tax-category.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Hidden } from '../../components/form.tsx';
import { COMPOSE_WORDS as words } from '../words/compose.ts';
import type { ComposeView } from './view.ts';

type Row = {
  readonly view: Pick<ComposeView, 'currency' | 'keptTaxes' | 'problems'>;
  readonly place: number;
};

const TAXES = (['none', 'plain', ...TAX_CATEGORIES] as const).map((tax) => [tax, words.taxes[tax]] as const);

/** A line of the invoice. */
export const LineRow = ({ view, place, line }: Row & { readonly line: TypedLine }) => {
  const at = (name: keyof TypedLine) => {
    const field = `line.${place}.${name}`;
    return { name: field, value: line[name], problem: view.problems[field] ?? null };
  };
  const kept = view.keptTaxes[Number(line.was)] ?? '';
  const options = line.was !== '' && kept !== '' ? [...TAXES, ['keep', words.keep(kept)] as const] : TAXES;
  return (
    <fieldset id={`line-${place + 1}`}>
      <legend>{words.line(place + 1)}</legend>
      <Hidden name={`line.${place}.was`} value={line.was} />
      <div class="line">
        <TextField
          {...at('description')}
          label={words.description}
          maxlength={500}
          dir="auto"
          autocomplete="off"
        />
        <TextField
          {...at('quantity')}
          label={words.quantity}
          maxlength={20}
          inputmode="decimal"
          autocomplete="off"
        />
        <TextField
          {...at('price')}
          label={words.price(view.currency)}
          maxlength={40}
          inputmode="decimal"
          autocomplete="off"
        />
        <SelectField {...at('tax')} label={words.tax} options={options} />
        <TextField {...at('rate')} label={words.rate} maxlength={12} inputmode="decimal" autocomplete="off" />
        <TextField
          {...at('discount')}
          label={words.discountLine}
          hint={place === 0 ? words.discountHint : null}
          maxlength={40}
          autocomplete="off"
        />
        <p class="row-end">
          <button
            class="small-button"
            name="act"
            value={`remove-line-${place}`}
            aria-label={words.removeLineOf(place + 1)}
          >
            {words.removeLine}
          </button>
        </p>
      </div>
    </fieldset>
  );
};

/** A part of its plan. */
export const PartRow = ({ view, place, part }: Row & { readonly part: TypedPart }) => {
  const at = (name: keyof TypedPart) => {
    const field = `part.${place}.${name}`;
    return { name: field, value: part[name], problem: view.problems[field] ?? null };
  };
  return (
    <fieldset>
      <legend>{words.part(place + 1)}</legend>
      <div class="part">
        <TextField
          {...at('share')}
          label={words.share}
          hint={place === 0 ? words.shareHint : null}
          maxlength={40}
          autocomplete="off"
        />
        <TextField
          {...at('due')}
          label={words.partDue}
          hint={place === 0 ? words.partDueHint : null}
          maxlength={40}
          autocomplete="off"
        />
        <p class="row-end">
          <button
            class="small-button"
            name="act"
            value={`remove-part-${place}`}
            aria-label={words.removePartOf(place + 1)}
          >
            {words.removePart}
          </button>
        </p>
      </div>
    </fieldset>
  );
};
