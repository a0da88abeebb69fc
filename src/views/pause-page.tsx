import { brandHeader } from './components/brand.ts';
import { LinkForm } from './components/form.tsx';
import { Lead, WayOn } from './components/prose.tsx';
import { Markup, render } from './components/render.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { InvoiceView } from './model.ts';
import { type SettingsWriter, settingsWriter } from './portal/settings-writer.ts';
import { isolate } from './text.ts';

export type PauseView = {
  readonly invoice: InvoiceView;
  readonly timeZone: string;
  /** Where the button posts to: the link itself. */
  readonly action: string;
  /**
   * `asking`: the button is shown, with the time of the charge (ms; null if undecided). The others are the results of
   * pressing it.
   */
  readonly state:
    | { readonly kind: 'asking'; readonly chargeAt: number | null }
    | { readonly kind: 'paused' | 'under_way' | 'unknown' | 'not_open' };
};

/** The page behind *pause* in a notice: one button that pauses automatic charging of one invoice. */
export function pausePage(view: PauseView, context: PageContext): string {
  const { invoice } = view;
  const writer = settingsWriter(context.speech, view.timeZone);
  const words = writer.own.pause;
  const isDone = view.state.kind === 'paused' || view.state.kind === 'under_way';
  const title = isDone ? words.doneTitle : words.title;
  return documentPage({
    title: `${title} · ${isolate(invoice.merchant.name)}`,
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: invoice.merchant.brandColor,
    width: 'narrow',
    body: render(
      <>
        <Markup of={brandHeader(invoice.merchant)} />
        <main class="card">
          <h1 class="title">{title}</h1>
          {view.state.kind === 'asking' ? (
            <Question view={view} chargeAt={view.state.chargeAt} writer={writer} />
          ) : (
            <Lead>{outcomeText(view.state.kind, isolate(invoice.number), writer)}</Lead>
          )}
          <WayOn href={invoice.links.view}>{words.view}</WayOn>
        </main>
      </>,
    ),
  });
}

type Question = {
  readonly view: PauseView;
  readonly chargeAt: number | null;
  readonly writer: SettingsWriter;
};

const Question = ({ view, chargeAt, writer }: Question) => {
  const words = writer.own.pause;
  const { currency, amountRemaining, number } = view.invoice;
  const amount = writer.amount(currency, amountRemaining);
  return (
    <>
      {chargeAt !== null && <Lead>{words.plan(amount, writer.day(chargeAt))}</Lead>}
      <Lead>{words.question(isolate(number))}</Lead>
      <LinkForm action={view.action} label={words.button} />
    </>
  );
};

function outcomeText(
  outcome: Exclude<PauseView['state']['kind'], 'asking'>,
  number: string,
  writer: SettingsWriter,
): string {
  const { pause, said } = writer.own;
  switch (outcome) {
    case 'paused':
      return pause.done(number);
    case 'under_way':
      return said.invoice_paused_under_way;
    case 'unknown':
      return said.invoice_paused_unknown;
    case 'not_open':
      return pause.notOpen;
    default:
      return outcome satisfies never;
  }
}
