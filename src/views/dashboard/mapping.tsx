import { CLIENT_STATUSES } from '../../domain/mapping/status.ts';
import { Notice } from '../components/flash.tsx';
import { Hidden, PlainButton, PostForm, VerbForm } from '../components/form.tsx';
import { Tabs } from '../components/tabs.tsx';
import { isolate } from '../text.ts';
import { flashFor } from './flash.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { AtStripe, Clients } from './mapping-lists.tsx';
import { MAPPING_STYLES } from './mapping-styles.ts';
import { type MappingPage, type Part, queryOf, totalOf } from './mapping-view.ts';
import { Empty, PageHead, Progress } from './parts/page.tsx';
import { MAPPING_WORDS as words } from './words/mapping.ts';

/** Nothing can be mapped without an account, which is connected on another page. */
export const notConnectedPage = (stripeHref: string, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <Empty text={words.notConnected}>
          <a class="button" href={stripeHref}>
            {words.connect}
          </a>
        </Empty>
      </>
    ),
  });

export const mappingPage = (view: MappingPage, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    styles: MAPPING_STYLES,
    said: view.problem === null ? flashFor(words.said, view.said) : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <Reading view={view} csrf={context.frame.csrf} />
        {view.mapping.state !== 'none' && <Lists view={view} csrf={context.frame.csrf} />}
      </>
    ),
  });

const Reading = ({ view, csrf }: Part) => {
  const { mapping, base, mayMap, readAt } = view;
  const { state, listed, failure } = mapping;
  const again = mayMap && <VerbForm csrf={csrf} action={`${base}/read`} label={words.readAgain} />;
  switch (state) {
    case 'none':
    case 'pruned':
      return (
        <Empty text={state === 'none' ? words.neverRead : words.pruned}>
          {mayMap && (
            <PostForm csrf={csrf} action={`${base}/read`}>
              <button class="button">{words.read}</button>
            </PostForm>
          )}
        </Empty>
      );
    case 'reading':
    case 'newest':
      return (
        <>
          <Progress label={words.reading} done={listed} of={null} text={words.readingText(listed)} />
          {failure !== null && <Notice tone="wait">{words.delayed}</Notice>}
        </>
      );
    case 'clients':
    case 'proposing':
      return (
        <Progress label={words.comparing} done={0} of={null} text={words.comparingText(totalOf(mapping))} />
      );
    case 'stopped':
      return (
        <>
          <Notice tone="bad">{words.stopped(isolate(failure ?? ''))}</Notice>
          {again}
        </>
      );
    case 'ready':
      return (
        <>
          {mapping.completedAt !== null && <Notice tone="good">{words.complete}</Notice>}
          <p class="small soft row-form">
            {words.readAt(readAt ?? '', listed)} {again}
          </p>
        </>
      );
  }
};

const Lists = ({ view, csrf }: Part) => (
  <>
    <Import view={view} csrf={csrf} />
    <nav aria-label={words.status}>
      <ul class="filters">
        <Tabs
          tabs={[null, ...CLIENT_STATUSES].map((status) => ({
            href: `${view.base}${queryOf({ status: status ?? '', q: view.search })}`,
            label:
              status === null
                ? `${words.all} ${totalOf(view.mapping)}`
                : `${words.tabs[status]} ${view.mapping.clients[status]}`,
            isCurrent: status === view.status,
          }))}
        />
      </ul>
    </nav>
    <div class="sides">
      <Clients view={view} csrf={csrf} />
      <AtStripe view={view} />
    </div>
  </>
);

const Import = ({ view, csrf }: Part) => {
  const { base, mapping, mayMap } = view;
  const { lastImport: last, lastDecision, clients } = mapping;
  const ready = clients.to_map + clients.to_create + clients.failed;
  // What was imported since is done.
  const canUndo = lastDecision?.kind === 'undecided' || ready + clients.ignored > 0;
  return (
    <div class="import">
      {last !== null && last.state === 'running' && (
        <>
          <Progress
            label={words.importing}
            done={last.done + last.skipped + last.failed}
            of={last.total}
            text={words.importText(last.done + last.skipped + last.failed, last.total, isolate(last.begunBy))}
          />
          {last.slowed > 0 && <p class="small soft">{words.slowed}</p>}
          {mayMap && (
            <VerbForm
              csrf={csrf}
              action={`${base}/cancel`}
              fields={{ import: last.id }}
              label={words.cancel}
            />
          )}
        </>
      )}
      {last !== null && last.state !== 'running' && (
        <p class="small">
          <b>{words.lastImport}:</b> {words.ended[last.state]}{' '}
          {words.report(last.done, last.skipped, last.failed)}{' '}
          {last.failed > 0 && <a href={`${base}/imports/${last.id}/failures.csv`}>{words.failures}</a>}
        </p>
      )}
      {mayMap && last?.state !== 'running' && (
        <div class="row-form under">
          {ready > 0 ? (
            <PostForm csrf={csrf} action={`${base}/import`}>
              <button class="button">{words.import(ready)}</button>
            </PostForm>
          ) : (
            <p class="small soft">{words.nothingToImport}</p>
          )}
          {clients.failed > 0 && clients.failed < ready && (
            <PostForm csrf={csrf} action={`${base}/import`}>
              <Hidden name="only" value="failed" />
              <PlainButton>{words.failedAgain}</PlainButton>
            </PostForm>
          )}
          {lastDecision !== null && canUndo && (
            <VerbForm
              csrf={csrf}
              action={`${base}/undo`}
              fields={{ decision: lastDecision.id }}
              label={words.undo(lastDecision.clients)}
            />
          )}
        </div>
      )}
    </div>
  );
};
