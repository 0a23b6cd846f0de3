// Reads a QR from the camera or from a photo: with the phone's own detector, else with a decoder
// that is fetched once and lies on the phone from then on (static/vendor).
const Camera = (() => {
  let detector, decoder, address, stream;
  let session = 0;

  const own = async () => {
    try {
      const kinds = await window.BarcodeDetector.getSupportedFormats();
      return kinds.includes("qr_code") ? new window.BarcodeDetector({ formats: ["qr_code"] }) : null;
    } catch {
      return null;
    }
  };

  const fetchDecoder = () => new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject }));
  });

  // Rejects where there is neither.
  const prepare = async (decoderAddress) => {
    address = decoderAddress;
    if (detector === undefined) detector = await own();
    if (detector || window.readQr) return;
    decoder = decoder || fetchDecoder();
    await decoder.catch((error) => { decoder = null; throw error; });
  };

  const canvas = document.createElement("canvas");
  // A part of a picture, no larger than `most` pixels.
  const pixels = (source, [left, top, width, height], most) => {
    const scale = Math.min(1, most / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(source, left, top, width, height, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };

  const decode = async (source, area, most) => {
    const image = pixels(source, area, most);
    if (detector) {
      try {
        return (await detector.detect(image))[0]?.rawValue || "";
      } catch {
        // Some phones have it in name only.
        detector = null;
        await prepare(address);
      }
    }
    return window.readQr?.(image.data, image.width, image.height) || "";
  };

  const end = (tracks) => { for (const track of tracks) track.stop(); };
  const stop = () => {
    session += 1;
    end(stream?.getTracks() || []);
    stream = null;
  };

  const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

  // The text of the first QR that is seen, or "" once somebody stopped.
  const scan = async (video) => {
    stop();
    const mine = session;
    const seen = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 1280 } } });
    // Somebody may have closed it again while they were asked.
    if (session !== mine) { end(seen.getTracks()); return ""; }
    stream = seen;
    video.srcObject = seen;
    await video.play().catch(() => {});
    for (let turn = 0; session === mine; turn += 1) {
      const { videoWidth: width, videoHeight: height } = video;
      const side = Math.min(width, height);
      // The square that is shown, then all that the camera sees.
      const square = [(width - side) / 2, (height - side) / 2, side, side];
      const text = width ? await decode(video, turn % 2 ? [0, 0, width, height] : square, turn % 4 > 1 ? 640 : 1280) : "";
      if (session === mine && text) { stop(); return text; }
      await wait(100);
    }
    return "";
  };

  const readPhoto = async (file) => {
    const image = await createImageBitmap(file);
    for (const most of [1280, 800, 2000, 3200]) {
      const text = await decode(image, [0, 0, image.width, image.height], most);
      if (text) return text;
    }
    return "";
  };

  return { prepare, scan, stop, readPhoto };
})();
