import { length } from '../clean';
import type { Conversation } from '../conversation';
import { texts } from '../texts';
import type { Choice } from '../wire';
import { Tick } from './icons';

interface Props {
  conversation: Conversation;
  choices: readonly Choice[];
  held: boolean;
}

/** Titles that are no longer stand two in a row: more of the question stays in sight over them. */
const SHORT = 7;

/** The offered answers. At a step that takes several, what is chosen looks chosen. */
export function Choices({ conversation, choices, held }: Props) {
  const short = choices.length > 1 && choices.every((choice) => length(choice.title) <= SHORT);
  return (
    <div class={short ? 'choices short' : 'choices'} role="group" aria-label={texts.choicesLabel}>
      {choices.map((choice) => (
        <button
          key={choice.id}
          type="button"
          aria-disabled={held}
          {...(choice.chosen === undefined ? {} : { 'aria-pressed': choice.chosen })}
          onClick={() => void conversation.choose(choice)}
        >
          {choice.chosen && <Tick />}
          {choice.title}
        </button>
      ))}
    </div>
  );
}
