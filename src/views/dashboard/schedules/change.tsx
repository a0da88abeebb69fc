import type { TypedTermsLine } from '../../../domain/schedule/typed-terms.ts';
import { RadioField, TextField } from '../../components/fields.tsx';
import { Button, Hidden, PostForm } from '../../components/form.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { SCHEDULES_WORDS } from '../words/schedules.ts';
import { type ChangeDoes, WhatItDoes } from './preview.tsx';

const words = SCHEDULES_WORDS.changing;

export type ChangeView = {
  readonly name: string;
  /** The schedule's own page. */
  readonly action: string;
  readonly form: string;
  /** The version of the terms that the form shows. */
  readonly version: number;
  readonly from: 'next' | 'now';
  readonly lines: readonly (TypedTermsLine & { readonly meter: string | null; readonly isAdded: boolean })[];
  readonly problems: Readonly<Record<string, string>>;
  readonly problem: string | null;
  /** What the preview below is of; empty without one. */
  readonly previewed: string;
  readonly does: ChangeDoes | null;
};

/** Changes what a schedule's invoices say; what that does is shown before it is done. */
export const changeTermsPage = (view: ChangeView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title(isolate(view.name)),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={words.title(isolate(view.name))} lead={words.lead} />
        <PostForm csrf={context.frame.csrf} action={`${view.action}/change`}>
          <Hidden name="form" value={view.form} />
          <Hidden name="version" value={String(view.version)} />
          <Hidden name="previewed" value={view.previewed} />
          {view.lines.map((line, at) => (
            <Line line={line} at={at} problems={view.problems} />
          ))}
          <RadioField
            name="from"
            label={words.from}
            value={view.from}
            options={[
              ['next', words.next],
              ['now', words.now],
            ]}
          />
          <WhatItDoes of={view.does} />
          <p class="actions">
            {view.does === null ? (
              <Button name="act" value="preview">
                {words.preview}
              </Button>
            ) : (
              <>
                <Button name="act" value="change">
                  {words.make}
                </Button>{' '}
                <button class="plain" name="act" value="preview">
                  {words.preview}
                </button>
              </>
            )}{' '}
            <a href={view.action}>{FRAME_WORDS.cancel}</a>
          </p>
        </PostForm>
      </>
    ),
  });

type LineView = {
  readonly line: ChangeView['lines'][number];
  readonly at: number;
  readonly problems: ChangeView['problems'];
};

const Line = ({ line, at, problems }: LineView) => {
  const name = (field: string) => `line.${at}.${field}`;
  const problem = (field: string) => problems[name(field)] ?? null;
  const { meter } = line;
  return (
    <fieldset class="field">
      <legend>{line.isAdded ? words.added : words.line(String(at + 1))}</legend>
      <TextField
        name={name('description')}
        label={words.description}
        value={line.description}
        problem={problem('description')}
        maxlength={500}
        dir="auto"
      />
      {line.kind === 'fixed' && (
        <TextField
          name={name('quantity')}
          label={words.quantity}
          value={line.quantity}
          problem={problem('quantity')}
          maxlength={20}
          inputmode="decimal"
          autocomplete="off"
        />
      )}
      {line.kind === 'tiers' ? (
        <TextField
          name={name('tiers')}
          label={words.tiers(meter ?? '')}
          hint={words.tiersHint}
          value={line.tiers}
          problem={problem('tiers')}
          maxlength={1_000}
          autocomplete="off"
        />
      ) : (
        <TextField
          name={name('price')}
          label={meter === null ? words.price : words.priceEach(meter)}
          value={line.price}
          problem={problem('price')}
          maxlength={40}
          inputmode="decimal"
          autocomplete="off"
        />
      )}
      {!line.isAdded && (
        <p class="radio">
          <input type="checkbox" id={name('out')} name={name('out')} value="on" checked={line.isLeftOut} />
          <label for={name('out')}>{words.leaveOut}</label>
        </p>
      )}
    </fieldset>
  );
};
