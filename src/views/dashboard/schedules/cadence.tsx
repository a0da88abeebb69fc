import { CADENCE_UNITS } from '../../../domain/schedule/recurrence.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Button, Hidden, PostForm } from '../../components/form.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { DateField } from '../parts/date-field.tsx';
import { PageHead } from '../parts/page.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { SCHEDULES_WORDS } from '../words/schedules.ts';
import { type ChangeDoes, WhatItDoes } from './preview.tsx';

const words = SCHEDULES_WORDS.cadence;

export type TypedCadence = Readonly<Record<'every' | 'unit' | 'startsOn', string>>;

export type CadenceView = {
  readonly name: string;
  /** The schedule's own page. */
  readonly action: string;
  readonly form: string;
  readonly typed: TypedCadence;
  readonly problem: string | null;
  /** What the preview below is of; empty without one. */
  readonly previewed: string;
  readonly does: ChangeDoes | null;
};

/** Changes how often a schedule invoices; what that does is shown before it is done. */
export const cadencePage = (view: CadenceView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title(isolate(view.name)),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={words.title(isolate(view.name))} lead={words.lead} />
        <PostForm csrf={context.frame.csrf} action={`${view.action}/cadence`}>
          <Hidden name="form" value={view.form} />
          <Hidden name="previewed" value={view.previewed} />
          <TextField
            name="every"
            label={SCHEDULES_WORDS.everyLabel}
            value={view.typed.every}
            problem={null}
            maxlength={4}
            inputmode="numeric"
            autocomplete="off"
          />
          <SelectField
            name="unit"
            label={SCHEDULES_WORDS.unit}
            value={view.typed.unit}
            problem={null}
            options={CADENCE_UNITS.map((unit) => [unit, SCHEDULES_WORDS.units[unit]] as const)}
          />
          <DateField
            name="startsOn"
            label={words.startsOn}
            value={view.typed.startsOn}
            hint={words.startsHint}
            problem={null}
          />
          <WhatItDoes of={view.does} />
          <p class="actions">
            <Button name="act" value={view.does === null ? 'preview' : 'change'}>
              {view.does === null ? SCHEDULES_WORDS.changing.preview : words.make}
            </Button>{' '}
            <a href={view.action}>{FRAME_WORDS.cancel}</a>
          </p>
        </PostForm>
      </>
    ),
  });
