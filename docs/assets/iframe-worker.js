// The search runs in a Worker, which a browser refuses to a page that was opened from a folder (file:). There,
// a hidden frame takes its place. The theme would fetch such a script from elsewhere if none had this name.
if (location.protocol === "file:") {
  // As from a Worker: a copy, after the work at hand.
  const send = (receiver, data) => {
    const copy = structuredClone(data);
    setTimeout(() => receiver.onmessage?.({ data: copy }));
  };
  window.Worker = class {
    constructor(url) {
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => send(this, data);
      this.ready = new Promise((loaded) => {
        const script = inside.document.createElement("script");
        script.src = url;
        script.onload = () => loaded(inside);
        inside.document.body.append(script);
      });
    }
    postMessage(data) {
      this.ready.then((inside) => send(inside, data));
    }
    terminate() {
      this.frame.remove();
    }
  };
}
