package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of the talk page that decide something without a page: each alone, in the browser they run in. */
class TalkScriptsIT extends InConsole {
    private Page page;

    @BeforeEach
    void load() {
        page = page(1280, ColorScheme.LIGHT);
        page.navigate(LocalMode.PARLEY + "/talk");
    }

    /** Decibels of a tone after the resampler, against those before it; in pieces of odd lengths, as a stream comes. */
    private static final String LEVEL =
            """
            async ([fromHz, toneHz]) => {
              const { Resampler } = await import('/talk/resampler.js');
              const resampler = new Resampler(fromHz, 24000);
              const tone = Float32Array.from({ length: fromHz }, (_, i) => Math.sin((2 * Math.PI * toneHz * i) / fromHz));
              const out = [];
              for (let at = 0; at < tone.length; at += 333) {
                out.push(...resampler.push(tone.subarray(at, at + 333)));
              }
              const middle = out.slice(2400, -2400);
              const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
              return [out.length, 10 * Math.log10(2 * power + 1e-12)];
            }""";

    @ParameterizedTest
    @ValueSource(ints = {16_000, 44_100, 48_000, 96_000})
    void speechKeepsItsLevelAtEveryRateOfAMicrophone(int fromHz) {
        for (int toneHz : new int[] {100, 1_000, 3_400, 6_500}) {
            var level = level(fromHz, toneHz);
            assertThat(level[0]).as("samples of a second").isBetween(23_950, 24_000);
            assertThat(level[1]).as("%d Hz, tenths of a decibel", toneHz).isBetween(-1, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 96_000})
    void whatTheWireCannotCarryIsGoneAndNotFoldedBack(int fromHz) {
        for (int toneHz : new int[] {12_500, 15_000, 20_000}) {
            assertThat(level(fromHz, toneHz)[1])
                    .as("%d Hz, tenths of a decibel", toneHz)
                    .isLessThan(-700);
        }
    }

    @Test
    void samplesComeBackFromTheWireAsTheyWent() {
        assertThat(
                        page.evaluate(
                                """
                        async () => {
                          const { toBase64, fromBase64 } = await import('/talk/pcm.js');
                          const samples = Float32Array.of(0, 0.5, -0.5, 1, -1, 2, 1 / 32767);
                          return [...fromBase64(toBase64(samples))].map(sample => sample.toFixed(3)).join(' ');
                        }"""))
                .isEqualTo("0.000 0.500 -0.500 1.000 -1.000 1.000 0.000");
    }

    @Test
    void theRingKnowsWhatWasPlayedOfEachItemAndIsBounded() {
        assertThat(
                        page.evaluate(
                                """
                        async () => {
                          const { Ring } = await import('/talk/ring.js');
                          const ring = new Ring(10);
                          const told = [];
                          const tell = () => told.push(`${ring.position.item} ${ring.position.samples} ${ring.length}`);
                          ring.write('a', new Float32Array(4));
                          ring.write('b', new Float32Array(4));
                          ring.read(new Float32Array(3));
                          tell();
                          ring.read(new Float32Array(3));
                          tell();
                          ring.write('c', new Float32Array(20));
                          told.push(`lost ${ring.lost}`);
                          ring.clear();
                          tell();
                          return told.join(', ') + ', ' + ring.read(new Float32Array(5));
                        }"""))
                .isEqualTo("a 3 5, b 2 2, lost 12, b 2 0, 0");
    }

    @Test
    void aCutLineKeepsItsUnheardRestApart() {
        assertThat(
                        page.evaluate(
                                """
                        async () => {
                          const { Transcript, heardAndRest } = await import('/talk/transcript.js');
                          const all = new Transcript();
                          const item = { id: 'i1', type: 'message', role: 'assistant', content: [] };
                          all.take({ type: 'conversation.item.added', item });
                          for (const delta of ['We are open ', 'from nine ', 'to noon.']) {
                            all.take({ type: 'response.output_audio_transcript.delta', item_id: 'i1', response_id: 'r1', delta });
                          }
                          all.take({ type: 'parley.cut', response_id: 'r1', item_id: 'i1', heard: 'We are  open from' });
                          const late = { type: 'response.output_audio_transcript.done', item_id: 'i1', response_id: 'r1' };
                          all.take({ ...late, transcript: 'We are open from' });
                          all.take({ type: 'something.new' });
                          return heardAndRest(all.lines[0]).join('|') + all.lines.length;
                        }"""))
                .isEqualTo("We are open from |nine to noon.1");
    }

    @Test
    void whatTheCallerSaidStandsBeforeTheAnswerAlsoWhenItsWordsComeLater() {
        assertThat(
                        page.evaluate(
                                """
                        async () => {
                          const { Transcript } = await import('/talk/transcript.js');
                          const all = new Transcript();
                          all.take({ type: 'input_audio_buffer.committed', item_id: 'u1' });
                          all.take({ type: 'response.output_audio_transcript.delta', item_id: 'i1', response_id: 'r1', delta: 'Noon.' });
                          const heard = { type: 'conversation.item.input_audio_transcription.completed', item_id: 'u1' };
                          all.take({ ...heard, transcript: 'When do you close?' });
                          all.typed('t1', 'Thanks');
                          const typed = { id: 't1', type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Thanks' }] };
                          all.take({ type: 'conversation.item.added', item: typed });
                          return all.lines.map(line => `${line.who}: ${line.text}`).join(', ');
                        }"""))
                .isEqualTo("caller: When do you close?, agent: Noon., caller: Thanks");
    }

    @Test
    void aToolThatRanAheadStandsBehindTheQuestionItWasFor() {
        assertThat(
                        page.evaluate(
                                """
                        async () => {
                          const { Transcript } = await import('/talk/transcript.js');
                          const all = new Transcript();
                          all.take({ type: 'parley.tool', call_id: 'c0', name: 'before', status: 'done' });
                          all.take({ type: 'input_audio_buffer.speech_started', item_id: 'u1' });
                          all.take({ type: 'parley.tool', call_id: 'c1', name: 'ahead', status: 'started' });
                          all.take({ type: 'input_audio_buffer.committed', item_id: 'u1' });
                          all.take({ type: 'parley.tool', call_id: 'c1', name: 'ahead', status: 'done' });
                          return all.lines.map(line => line.id).join(' ');
                        }"""))
                .isEqualTo("c0 u1 c1");
    }

    /** Samples that came out of a second, and tenths of a decibel. */
    private int[] level(int fromHz, int toneHz) {
        var measured = (List<?>) page.evaluate(LEVEL, List.of(fromHz, toneHz));
        return new int[] {
            ((Number) measured.get(0)).intValue(), (int) Math.round(10 * ((Number) measured.get(1)).doubleValue())
        };
    }
}
