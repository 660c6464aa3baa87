// Speak instead of writing: where the browser can record, a button beside the file field does, and puts the note into it.
const MOST = 3 * 60 * 1000, KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

function prepare(field) {
  const kind = globalThis.MediaRecorder && navigator.mediaDevices ? KINDS.find((one) => MediaRecorder.isTypeSupported(one)) : undefined;
  const words = field.dataset;
  if (!kind || !words.record) return;
  const place = document.createElement("div"), button = document.createElement("button");
  place.className = "recorder"; button.type = "button"; button.className = "button plain"; button.textContent = words.record;
  place.append(button); field.before(place);
  let recorder, bell;
  const stop = () => { clearTimeout(bell); recorder?.stop(); };
  button.addEventListener("click", async () => {
    if (recorder?.state === "recording") { stop(); return; }
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { place.remove(); return; }
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 24000 });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      const type = kind.split(";")[0], note = new File(pieces, `note.${type.split("/")[1]}`, { type }), carrier = new DataTransfer();
      carrier.items.add(note); field.files = carrier.files;
      const heard = place.querySelector("audio") ?? place.appendChild(document.createElement("audio"));
      heard.controls = true; heard.src = URL.createObjectURL(note);
      button.textContent = words.anew; button.classList.remove("recording");
    });
    recorder.start();
    bell = setTimeout(stop, MOST);
    button.textContent = words.stop; button.classList.add("recording");
  });
}

for (const field of document.querySelectorAll("input[data-record]")) prepare(field);
