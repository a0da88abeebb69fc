import { SelectField, TextField } from '../../components/fields.tsx';
import { DateField } from '../parts/date-field.tsx';
import { Under } from '../parts/under-field.tsx';
import { COMPOSE_WORDS as words } from '../words/compose.ts';
import type { ComposeView } from './view.ts';

type Part = { readonly view: ComposeView };
type Name = Exclude<keyof ComposeView['typed'], 'lines' | 'parts'>;

const at = ({ typed, problems }: ComposeView, name: Name) => ({
  name,
  value: typed[name],
  problem: problems[name] ?? null,
});

/** What is said of the whole invoice. */
export const Whole = ({ view }: Part) => (
  <>
    <div class="pair">
      <DateField {...at(view, 'dueOn')} label={words.dueOn} hint={null} />
      <TextField
        {...at(view, 'netDays')}
        label={words.netDays}
        maxlength={4}
        inputmode="numeric"
        autocomplete="off"
      />
      <TextField
        {...at(view, 'discount')}
        label={words.discount}
        hint={words.discountHint}
        maxlength={40}
        autocomplete="off"
      />
      <TextField {...at(view, 'discountFor')} label={words.discountFor} maxlength={200} dir="auto" />
      <TextField
        {...at(view, 'taxName')}
        label={words.taxName}
        hint={words.taxNameHint}
        maxlength={100}
        dir="auto"
      />
      <TextField
        {...at(view, 'exemptReason')}
        label={words.exemptReason}
        hint={words.exemptReasonHint}
        maxlength={200}
        dir="auto"
      />
    </div>
    <Check view={view} name="inclusive" label={words.inclusive} />
    <div class="pair">
      <TextField {...at(view, 'purchaseOrder')} label={words.purchaseOrder} maxlength={200} dir="auto" />
      <TextField {...at(view, 'reference')} label={words.reference} maxlength={200} dir="auto" />
      <TextField
        {...at(view, 'currency')}
        label={words.currency}
        maxlength={3}
        autocapitalize="characters"
        autocomplete="off"
      />
      <SelectField
        {...at(view, 'policy')}
        label={words.policy}
        options={(['', 'on_send', 'on_due_date', 'never'] as const).map(
          (policy) => [policy, words.policies[policy]] as const,
        )}
      />
    </div>
    <Check view={view} name="paymentLink" label={words.paymentLink} />
    <Note view={view} />
  </>
);

const Check = ({ view, name, label }: Part & { readonly name: Name; readonly label: string }) => (
  <p class="check">
    <input type="checkbox" id={name} name={name} value="on" checked={view.typed[name] === 'on'} />
    <label for={name}>{label}</label>
  </p>
);

const Note = ({ view }: Part) => {
  const { name, value, problem } = at(view, 'note');
  return (
    <div class="field wide">
      <label for={name}>{words.note}</label>
      <textarea
        id={name}
        name={name}
        rows={3}
        maxlength={5000}
        dir="auto"
        aria-describedby={problem === null ? `${name}-hint` : `${name}-wrong ${name}-hint`}
        aria-invalid={problem === null ? undefined : 'true'}
      >
        {value}
      </textarea>
      <Under name={name} hint={words.noteHint} problem={problem} />
    </div>
  );
};
