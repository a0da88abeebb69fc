import type { MethodCard } from '../domain/collection/types.ts';
import { brandHeader } from './components/brand.ts';
import { LinkForm } from './components/form.tsx';
import { Lead } from './components/prose.tsx';
import { Markup, render } from './components/render.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { MerchantView } from './model.ts';
import { type SettingsWriter, settingsWriter } from './portal/settings-writer.ts';
import { isolate } from './text.ts';

export type RefuseView = {
  readonly merchant: MerchantView;
  /** Whose later invoices the method is kept for. */
  readonly customer: string;
  readonly timeZone: string;
  /** Where the button posts to: the link itself. */
  readonly action: string;
  /** Null where nothing is kept. */
  readonly card: MethodCard | null;
  /** `unknown`: it was pressed, and Stripe did not answer. */
  readonly state: 'asking' | 'refused' | 'nothing_kept' | 'unknown';
};

/** The page behind *do not charge it again*: one button, for whoever paid by link. */
export function refusePage(view: RefuseView, context: PageContext): string {
  const writer = settingsWriter(context.speech, view.timeZone);
  const words = context.speech.words.pages.refuse;
  const title = titleOf(view.state, words);
  return documentPage({
    title: `${title} · ${isolate(view.merchant.name)}`,
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: view.merchant.brandColor,
    width: 'narrow',
    body: render(
      <>
        <Markup of={brandHeader(view.merchant)} />
        <main class="card">
          <h1 class="title">{title}</h1>
          <Content view={view} writer={writer} />
        </main>
      </>,
    ),
  });
}

type Words = PageContext['speech']['words']['pages']['refuse'];

function titleOf(state: RefuseView['state'], words: Words): string {
  switch (state) {
    case 'asking':
    case 'unknown':
      return words.title;
    case 'refused':
      return words.doneTitle;
    case 'nothing_kept':
      return words.nothingTitle;
    default:
      return state satisfies never;
  }
}

const Content = ({ view, writer }: { readonly view: RefuseView; readonly writer: SettingsWriter }) => {
  const words = writer.speech.words.pages.refuse;
  const { state, card } = view;
  const merchant = isolate(view.merchant.name);
  const method = card === null ? '' : writer.card(card);
  if (state === 'nothing_kept') return <Lead>{words.nothing}</Lead>;
  if (state === 'refused') return <Lead>{words.done(method, merchant)}</Lead>;
  return (
    <>
      {state === 'unknown' && <Lead>{words.unknown}</Lead>}
      {card !== null && <Lead>{words.question(method, merchant, isolate(view.customer))}</Lead>}
      <Lead>{words.explained}</Lead>
      <LinkForm action={view.action} label={words.button} />
    </>
  );
};
