import { Hidden, PostForm } from '../components/form.tsx';
import { Section } from '../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../components/table.tsx';
import { isolate } from '../text.ts';
import {
  type ClientRow,
  type MappingPage,
  type Part,
  queryOf,
  type AtStripe as Stripes,
} from './mapping-view.ts';
import { Empty } from './parts/page.tsx';
import { MAPPING_WORDS as words } from './words/mapping.ts';

/** The business's clients, with a bar for those that are ticked. */
export const Clients = ({ view, csrf }: Part) => (
  <Section title={words.clients}>
    <form method="get" action={view.base} class="row-form">
      {view.status !== null && <Hidden name="status" value={view.status} />}
      <input
        type="search"
        name="q"
        value={view.search}
        placeholder={words.search}
        aria-label={words.search}
        maxlength={200}
      />
      <button class="small-button">{words.find}</button>
    </form>
    {view.clients.length === 0 ? (
      <Empty text={words.noClients} />
    ) : (
      <PostForm csrf={csrf} action={`${view.base}/decide`}>
        <Hidden name="status" value={view.status ?? ''} />
        <Hidden name="q" value={view.search} />
        {view.mayMap && <Bulk />}
        <Table
          look="ticks"
          columns={[
            { heading: words.tick, kind: 'tick' },
            { heading: words.client },
            { heading: words.stripe },
            { heading: words.actions, kind: 'verbs' },
          ]}
        >
          {view.clients.map((client) => (
            <Client client={client} view={view} />
          ))}
        </Table>
      </PostForm>
    )}
    {view.nextClients !== null && (
      <p class="actions">
        <a
          href={`${view.base}${queryOf({ status: view.status ?? '', q: view.search, after: view.nextClients })}`}
        >
          {words.next}
        </a>
      </p>
    )}
  </Section>
);

const Bulk = () => (
  <fieldset class="bulk">
    <legend>{words.bulk}</legend>
    <span class="row-form">
      <select name="which" aria-label={words.scope}>
        <option value="these">{words.scopeThese}</option>
        <option value="all">{words.scopeAll}</option>
      </select>
      {(['accept', 'create', 'ignore', 'undecided'] as const).map((decision) => (
        <button class="small-button" name="decision" value={decision}>
          {words[decision]}
        </button>
      ))}
    </span>
  </fieldset>
);

const Client = ({ client, view }: { readonly client: ClientRow; readonly view: MappingPage }) => {
  const isLinked = client.linkedTo !== null && client.lost === null;
  const name = isolate(client.name);
  return (
    <Row>
      <Cell kind="tick">
        {!isLinked && (
          <input type="checkbox" name="clients" value={client.id} aria-label={words.tickOf(name)} />
        )}
      </Cell>
      <Cell kind="main" dir="auto">
        {client.name}
        {client.email !== null && <span class="block small soft">{client.email}</span>}
      </Cell>
      <Cell label={words.stripe}>
        <Standing client={client} />
      </Cell>
      <Cell kind="verbs">
        {view.mayMap && (
          <Verbs>
            {isLinked ? (
              <VerbLink
                href={`${view.base}/clients/${client.id}/unlink`}
                label={words.unlink}
                fullLabel={words.unlinkOf(name)}
              />
            ) : (
              <VerbLink
                href={`${view.base}/clients/${client.id}`}
                label={client.lost === null ? words.choose : words.mend}
                fullLabel={client.lost === null ? words.chooseOf(name) : words.mendOf(name)}
              />
            )}
          </Verbs>
        )}
      </Cell>
    </Row>
  );
};

const Named = ({ id, name, email }: Stripes) => (
  <span class="block" dir="auto">
    {name ?? email ?? id} {(name ?? email) !== null && <span class="small soft">{id}</span>}
  </span>
);

const Standing = ({ client }: { readonly client: ClientRow }) => {
  const { status, linkedTo, target, proposal, failure, lost } = client;
  return (
    <>
      <span class={`tag ${status}`}>{words.tabs[status]}</span>
      {linkedTo !== null && <Named {...linkedTo} />}
      {target !== null && <Named {...target} />}
      {client.decision === 'create' && <span class="block small">{words.willCreate}</span>}
      {client.decision === 'ignore' && <span class="block small soft">{words.ignored}</span>}
      {status === 'proposed' && proposal !== null && (
        <>
          {proposal.stripeCustomer !== null && <Named {...proposal.stripeCustomer} />}
          <span class="block small soft">
            {proposal.stripeCustomer === null && `${words.several(proposal.candidates)}, `}
            {words.reason[proposal.by]}, {words.confidence[proposal.confidence]}
          </span>
        </>
      )}
      {failure !== null && <span class="block small bad">{failure.message}</span>}
      {lost !== null && <span class="block small bad">{words.lost[lost.why]}</span>}
    </>
  );
};

/** What of a customer of Stripe's is not said yet by what it is called. */
const below = (name: string | null, email: string | null, id: string): string =>
  name === null || email === null ? id : `${email} · ${id}`;

/** The account's customers, as they were read. */
export const AtStripe = ({ view }: { readonly view: MappingPage }) => (
  <Section title={words.atStripe}>
    <form method="get" action={view.base} class="row-form">
      {view.status !== null && <Hidden name="status" value={view.status} />}
      <Hidden name="q" value={view.search} />
      <input
        type="search"
        name="sq"
        value={view.searchThere}
        placeholder={words.searchThere}
        aria-label={words.searchThere}
        maxlength={200}
      />
      <label class="small">
        <input type="checkbox" name="free" value="yes" checked={view.free} /> {words.free}
      </label>
      <button class="small-button">{words.find}</button>
    </form>
    {view.listed.length === 0 ? (
      <Empty text={words.noneThere} />
    ) : (
      <Table columns={[{ heading: words.stripe }, { heading: words.client }]}>
        {view.listed.map(({ id, name, email, heldBy }) => (
          <Row>
            <Cell kind="main" dir="auto">
              {name ?? email ?? id}
              {(name ?? email) !== null && <span class="block small soft">{below(name, email, id)}</span>}
            </Cell>
            <Cell label={words.client} dir="auto">
              {heldBy === null ? <span class="soft">{words.nobodys}</span> : heldBy.name}
            </Cell>
          </Row>
        ))}
      </Table>
    )}
    {view.nextListed !== null && (
      <p class="actions">
        <a
          href={`${view.base}${queryOf({
            status: view.status ?? '',
            q: view.search,
            sq: view.searchThere,
            free: view.free ? 'yes' : '',
            safter: view.nextListed,
          })}`}
        >
          {words.next}
        </a>
      </p>
    )}
  </Section>
);
