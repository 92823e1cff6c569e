// Small lines on a canvas: thousands cost nothing while they are out of view.

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const drawn = new Set();
const stale = new Set(); // drawn in the next frame, if in view

/** A canvas with the last values; null is a gap. It draws itself again when colours or width change. */
export function spark(values, options = {}) {
  const canvas = document.createElement('canvas');
  canvas.className = 'spark';
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', options.label ?? 'recent values');
  canvas.update = (fresh) => { canvas.values = fresh; soon(canvas); };
  canvas.values = values;
  canvas.options = options;
  sizes.observe(canvas);
  views.observe(canvas);
  drawn.add(canvas);
  return canvas;
}

function soon(canvas) {
  if (stale.size === 0) requestAnimationFrame(all);
  stale.add(canvas);
}

function all() {
  const accent = style('--accent');
  const now = [...stale];
  stale.clear();
  for (const canvas of now) if (canvas.inView && canvas.size) draw(canvas, canvas.options, accent); else canvas.late = true;
}

function forget(canvas) {
  sizes.unobserve(canvas);
  views.unobserve(canvas);
  drawn.delete(canvas);
}

const sizes = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    target.size = contentRect.width > 0 && contentRect.height > 0 ? contentRect : null;
    if (target.isConnected) soon(target); else forget(target);
  }
});

const views = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.inView = isIntersecting;
    if (isIntersecting && target.late) soon(target);
  }
});

addEventListener('millrace-theme', () => {
  for (const canvas of drawn) if (canvas.isConnected) soon(canvas); else forget(canvas);
});

function draw(canvas, options, accent) {
  const { width, height } = canvas.size;
  canvas.late = false;
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  const values = canvas.values ?? [];
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length < 2) return;
  const low = options.zero ? Math.min(0, ...known) : Math.min(...known);
  const high = Math.max(...known);
  const range = high - low || Math.abs(high) || 1;
  const x = (i) => 1 + (i * (width - 4)) / Math.max(1, (options.room ?? values.length) - 1);
  const y = (value) => height - 2 - ((value - low) / range) * (height - 4);
  const colour = options.colour ?? accent;
  pen.lineWidth = 1.4;
  pen.lineJoin = 'round';
  pen.strokeStyle = colour;
  pen.beginPath();
  let pending = true;
  let last = null;
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) { pending = true; return; }
    if (pending) pen.moveTo(x(i), y(value)); else pen.lineTo(x(i), y(value));
    pending = false;
    last = [x(i), y(value)];
  });
  pen.stroke();
  if (last && options.end !== false) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(last[0], last[1], 1.9, 0, 7);
    pen.fill();
  }
}
