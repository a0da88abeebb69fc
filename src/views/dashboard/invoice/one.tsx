import { Fact, Facts } from '../../components/facts.tsx';
import { ButtonLink, Hidden, PlainButton, PostForm } from '../../components/form.tsx';
import { instalments } from '../../components/instalments.ts';
import { linesTable } from '../../components/lines-table.ts';
import { Actions, Remark, Section, WayOn } from '../../components/prose.tsx';
import { Markup } from '../../components/render.ts';
import { statusLine, statusOf } from '../../components/status.ts';
import { totals } from '../../components/totals.ts';
import { writerFor } from '../../format.ts';
import { isolate } from '../../text.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { INVOICE_WORDS as words } from '../words/invoice.ts';
import { Attempts, Refunds } from './attempts.tsx';
import { History, Mails } from './history.tsx';
import type { InvoicePageView } from './page-view.ts';
import { staffSpeech } from './staff-speech.ts';
import { INVOICE_STYLES } from './styles.ts';

/** One invoice: what it stands at, what happens next, everything that may be done, and everything that was. */
export const invoicePage = (view: InvoicePageView, context: DashboardContext): string => {
  const title = titleOf(view);
  return dashboardPage({
    title,
    context,
    said: flashFor(words.said, view.said),
    styles: INVOICE_STYLES,
    body: (
      <>
        <Head view={view} context={context} title={title} />
        <Section title={words.next}>
          {view.next.map((sentence) => (
            <p>{sentence}</p>
          ))}
          <Watch watch={view.watch} />
        </Section>
        <Acts view={view} context={context} />
        <Details view={view} />
        <Money view={view} context={context} />
        <Attempts
          attempts={view.attempts}
          timeZone={view.timeZone}
          isDraft={view.invoice.status === 'draft'}
        />
        <Refunds refunds={view.refunds} timeZone={view.timeZone} />
        <Mails mails={view.mails} timeZone={view.timeZone} isDraft={view.invoice.status === 'draft'} />
        <History view={view} />
        <WayOn href={view.listHref}>{words.back}</WayOn>
      </>
    ),
  });
};

/** What the page's script does by itself where there is one: the page is loaded anew until the money is there. */
const Watch = ({ watch }: Pick<InvoicePageView, 'watch'>) =>
  watch === null ? null : (
    <noscript>
      <Remark>
        {watch.isOn && `${words.watching} `}
        <a href={watch.href}>{watch.isOn ? words.stopWatching : words.watch}</a>
      </Remark>
    </noscript>
  );

const titleOf = ({ invoice }: InvoicePageView): string =>
  invoice.number === '' ? words.draft : words.titled(isolate(invoice.number));

type Part = { readonly view: InvoicePageView; readonly context: DashboardContext };

const Head = ({ view, context, title }: Part & { readonly title: string }) => {
  const { invoice, customer } = view;
  const writer = writerFor(invoice, context.speech);
  const { kind, amount } = invoice.ledger.headline;
  return (
    <div class="head invoice-head">
      <div>
        <h1>{title}</h1>
        <p class="lead" dir="auto">
          {words.to} <a href={customer.href}>{customer.name}</a>
        </p>
        <p class="figure">
          <span class="small soft block">{words.headline[kind]}</span>
          <strong>{writer.amount(amount)}</strong>
        </p>
        <Markup of={statusLine(statusOf(invoice, writer))} />
      </div>
      {view.primary !== null && (
        <p class="actions">
          <ButtonLink href={view.primary.href}>{view.primary.label}</ButtonLink>
        </p>
      )}
    </div>
  );
};

const Acts = ({ view, context }: Part) =>
  view.acts.length === 0 && view.toggle === null ? null : (
    <Section title={words.actions}>
      <div class="acts-bar">
        {view.acts.map(({ href, label }) => (
          <a class="plain" href={href}>
            {label}
          </a>
        ))}
        {view.toggle !== null && (
          <PostForm csrf={context.frame.csrf} action={view.toggle.action}>
            <Hidden name="form" value={view.toggle.form} />
            <PlainButton>{view.toggle.label}</PlainButton>
          </PostForm>
        )}
      </div>
    </Section>
  );

const Details = ({ view: { facts, links } }: { readonly view: InvoicePageView }) => (
  <Section title={words.details}>
    <Facts>
      {facts.map(([label, text]) => (
        <Fact label={label}>{text}</Fact>
      ))}
    </Facts>
    {links !== null && (
      <>
        <div class="field wide">
          <label for="link">{words.link}</label>
          <input id="link" value={links.page} readonly aria-describedby="link-hint" />
          <p class="small" id="link-hint">
            {words.linkHint}
          </p>
        </div>
        <Actions>
          <a href={links.open}>{words.openPage}</a> <a href={links.pdf}>{words.openPdf}</a>
        </Actions>
      </>
    )}
  </Section>
);

const Money = ({ view: { invoice }, context }: Part) => {
  const writer = writerFor(invoice, staffSpeech(context.speech));
  return (
    <>
      <Section title={words.money}>
        <Markup of={totals(invoice, writer)} />
        {invoice.lineCount > 0 && (
          <details class="lines-of">
            <summary>{words.lines(invoice.lineCount)}</summary>
            <Markup of={linesTable(invoice, writer)} />
          </details>
        )}
      </Section>
      <Markup of={instalments(invoice, writer)} />
    </>
  );
};
