import {
  DAY_FILTERS,
  LIST_VIEWS,
  LONGEST_SEARCH,
  PAYMENT_FILTERS,
  readListAsk,
  type StaffListAsk,
  writeListAsk,
} from '../../../domain/invoice/staff-list.ts';
import { Hidden, LookupForm, PlainButton, PostForm, VerbForm } from '../../components/form.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { INVOICE_LIST_WORDS as words } from '../words/invoice-list.ts';

type Asked = { readonly base: string; readonly ask: StaffListAsk };

/** The views that everybody has. Other filters are not taken along: a view is a fresh look. */
export const Views = ({ base, ask }: Asked) => (
  <nav aria-label={words.viewsLabel}>
    <ul class="tabs views">
      <Tabs
        tabs={LIST_VIEWS.map((view) => ({
          href: view === 'all' ? base : `${base}?view=${view}`,
          label: words.views[view],
          isCurrent: ask.view === view,
        }))}
      />
    </ul>
  </nav>
);

/** The search, and filters that are folded away until one is used. */
export const Filters = ({ base, ask }: Asked) => {
  const isUsed = ask.payment !== null || ask.currency !== null || ask.from !== null || ask.to !== null;
  return (
    <div class="filters">
      <LookupForm action={base}>
        {ask.view !== 'all' && <Hidden name="view" value={ask.view} />}
        <input
          name="search"
          value={ask.search}
          maxlength={LONGEST_SEARCH}
          aria-label={words.search}
          placeholder={words.search}
        />
        <button class="plain">{words.searchButton}</button>
        {(isUsed || ask.search !== '') && (
          <a href={ask.view === 'all' ? base : `${base}?view=${ask.view}`}>{words.clear}</a>
        )}
        <details open={isUsed}>
          <summary>{words.more}</summary>
          <div class="few">
            <Choice
              name="payment"
              label={words.payment}
              chosen={ask.payment ?? ''}
              options={[
                ['', words.any],
                ...PAYMENT_FILTERS.map((one) => [one, words.payments[one]] as const),
              ]}
            />
            <div>
              <label for="currency">{words.currency}</label>
              <input id="currency" name="currency" class="code" value={ask.currency ?? ''} maxlength={3} />
            </div>
            <Choice
              name="by"
              label={words.by}
              chosen={ask.by}
              options={DAY_FILTERS.map((one) => [one, words.byNames[one]] as const)}
            />
            <div>
              <label for="from">{words.from}</label>
              <input id="from" name="from" type="date" value={ask.from ?? ''} />
            </div>
            <div>
              <label for="to">{words.to}</label>
              <input id="to" name="to" type="date" value={ask.to ?? ''} />
            </div>
            <PlainButton>{words.apply}</PlainButton>
          </div>
        </details>
      </LookupForm>
    </div>
  );
};

type Choice = {
  readonly name: string;
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly (readonly [value: string, label: string])[];
};

const Choice = ({ name, label, chosen, options }: Choice) => (
  <div>
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      {options.map(([value, text]) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </div>
);

type Saved = {
  readonly view: Asked & {
    readonly savedViews: readonly { readonly name: string; readonly query: string }[];
    readonly maySave: boolean;
    readonly problem: string | null;
  };
  readonly csrf: string;
};

/** Views that somebody of the business saved, and the way to save this one or to remove it. */
export const SavedViews = ({ view: { base, ask, savedViews, maySave, problem }, csrf }: Saved) => {
  const query = writeListAsk(ask);
  // Of an earlier version's filters those count that are known here.
  const isThis = (saved: string) =>
    writeListAsk(readListAsk(Object.fromEntries(new URLSearchParams(saved)))) === query;
  const current = savedViews.find((saved) => isThis(saved.query));
  return (
    <>
      {savedViews.length > 0 && (
        <nav aria-label={words.savedLabel} class="save">
          <h2>{words.savedLabel}</h2>
          <ul class="tabs views">
            <Tabs
              tabs={savedViews.map(({ name, query: saved }) => ({
                href: `${base}?${saved}`,
                label: name,
                isCurrent: name === current?.name,
              }))}
            />
          </ul>
        </nav>
      )}
      {maySave && query === '' && problem !== null && <p class="wrong">{problem}</p>}
      {maySave && current !== undefined && (
        <VerbForm
          csrf={csrf}
          action={`${base}/views/remove`}
          fields={{ name: current.name, query }}
          label={words.remove}
          fullLabel={words.removeOf(current.name)}
        />
      )}
      {maySave && current === undefined && query !== '' && (
        <details class="save" open={problem !== null}>
          <summary>{words.save}</summary>
          <PostForm csrf={csrf} action={`${base}/views`}>
            <Hidden name="query" value={query} />
            <div class="field">
              <label for="name">{words.name}</label>
              <input
                id="name"
                name="name"
                maxlength={60}
                required
                aria-invalid={problem === null ? undefined : 'true'}
                aria-describedby={problem === null ? undefined : 'name-problem'}
              />
              {problem !== null && (
                <p class="wrong" id="name-problem">
                  {problem}
                </p>
              )}
            </div>
            <p class="actions">
              <PlainButton>{words.saveButton}</PlainButton>
            </p>
          </PostForm>
        </details>
      )}
    </>
  );
};
