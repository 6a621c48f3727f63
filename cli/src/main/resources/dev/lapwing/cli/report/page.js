'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const page = document.getElementById('page');
  const run = data.run;

  // A task's row: see Timeline.java.
  const STATEMENT = 0, RECEIVED = 1, READ = 2, WAITED = 3, COMPUTED = 4, WROTE = 5, TOLD = 6;
  const TILES_READ = 7, CACHED = 8, INDICES = 9;
  const MICROS = 1e6;
  const MOST_ROWS = 25;

  // ---- text ----

  const count = n => Math.round(n).toLocaleString('en-US');
  const digits = x => x === 0 ? '0' : x < 9.995 ? x.toFixed(2) : x < 99.95 ? x.toFixed(1) : count(x);
  const prefixed = (x, base, units) => {
    let unit = 0;
    while (x >= base * 0.9995 && unit < units.length - 1) {
      x /= base;
      unit++;
    }
    return (unit === 0 ? count(x) : digits(x)) + ' ' + units[unit];
  };
  const bytes = n => prefixed(n, 1024, ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']);
  const scaled = n => prefixed(n, 1000, ['', 'k', 'M', 'G', 'T', 'P']);
  const time = s => s === 0 ? '0 s' : s < 1e-3 ? digits(s * 1e6) + ' µs' : s < 1 ? digits(s * 1e3) + ' ms'
      : s < 120 ? digits(s) + ' s' : s < 7200 ? digits(s / 60) + ' min' : digits(s / 3600) + ' h';
  const dollars = d => d === 0 ? '$0' : d < 0.0001 ? '< $0.0001' : '$' + d.toFixed(d < 1 ? 4 : 2);
  const percent = x => (100 * x).toFixed(x < 0.0995 ? 1 : 0) + ' %';
  const plural = (n, noun) => count(n) + ' ' + noun + (n === 1 ? '' : 's');

  // ---- elements ----

  const make = (tag, options, ...children) => {
    const element = document.createElement(tag);
    Object.assign(element, options);
    element.append(...children.filter(child => child !== null));
    return element;
  };
  const add = (...children) => page.append(...children);
  const heading = text => add(make('h2', {}, text));
  const say = (text, kind) => add(make('p', { className: kind || 'soft' }, text));

  // Columns are {name, text: left-aligned, of: row -> text or element}.
  const table = (columns, rows, sum) => {
    const head = columns.map(c => make('th', { className: c.text ? 'text' : '', scope: 'col' }, c.name));
    const line = (row, className) => make('tr', { className },
        ...columns.map(c => make('td', { className: (c.text ? 'text ' : '') + (c.wrap ? 'wrap' : '') }, c.of(row))));
    return make('div', { className: 'scroll' }, make('table', {},
        make('thead', {}, make('tr', {}, ...head)),
        make('tbody', {}, ...rows.map(row => line(row, '')), sum ? line(sum, 'sum') : null)));
  };
  const longTable = (columns, rows, noun) => {
    add(table(columns, rows.slice(0, MOST_ROWS)));
    if (rows.length > MOST_ROWS) {
      const rest = make('details', {}, make('summary', {}, 'The other ' + plural(rows.length - MOST_ROWS, noun)));
      rest.append(table(columns, rows.slice(MOST_ROWS)));
      add(rest);
    }
  };

  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = statement => style('--c' + statement % 8);
  const kernel = statement => data.classes[statement].kernel;
  const shortName = statement => kernel(statement).replace(/\(.*/, '');
  const executorName = k => 'executor ' + (k + 1);

  // ---- what the run was ----

  function summary() {
    document.title = 'Lapwing: ' + run.program + ', ' + run.id;
    const sizes = Object.entries(run.sizes).map(([name, size]) =>
        name + ' = ' + count(size.length) + ' in ' + plural(size.tiles, 'tile') + ' of ' + count(size.tile));
    add(make('h1', {}, run.program, ' ', make('span', { className: 'status ' + run.status }, run.status)),
        make('div', {}, sizes.join(', ')),
        make('div', { className: 'id' }, run.id, run.kernels.length ? '; ' + run.kernels.join(', ') : ''));
    if (run.failure) {
      say(run.failure, 'notice');
    }
    const cards = make('div', { className: 'cards' });
    const card = (name, value, more) => cards.append(make('div', { className: 'card' },
        make('div', { className: 'name' }, name), make('div', { className: 'value' }, value),
        make('div', { className: 'more' }, more || '')));
    card('time', time(run.seconds), 'from the first process to the last');
    card('speed', digits(run.gflops) + ' Gflop/s', scaled(run.flops) + 'flop');
    card('tasks', count(run.recorded), run.recorded < run.tasks ? 'recorded, of ' + count(run.tasks) : 'all of them');
    card('executors', count(run.executors), 'with ' + plural(run.threads, 'thread'));
    card('read', bytes(data.traffic.counted.bytesRead), cacheText());
    card('written', bytes(data.traffic.counted.bytesWritten), plural(data.traffic.counted.tilesWritten, 'tile'));
    const cold = data.executors.filter(e => e.coldStart !== undefined).map(e => e.coldStart).sort((a, b) => a - b);
    if (cold.length) {
      card('cold start', time(cold[(cold.length - 1) >> 1]),
          cold.length > 1 ? 'median; the longest ' + time(cold[cold.length - 1]) : 'from its JVM to its first task');
    }
    if (data.cost) {
      card('cost', dollars(data.cost.dollarsCounted), 'planned ' + dollars(data.cost.dollarsPlanned));
    }
    add(cards);
    incomplete();
  }

  function cacheText() {
    const asked = data.traffic.cached + data.traffic.notCached;
    return asked ? percent(data.traffic.cached / asked) + ' of operands were in a cache' : '';
  }

  function incomplete() {
    const trouble = data.trouble;
    if (trouble.silent.length && run.status !== 'RUNNING') {
      say((trouble.silent.length === 1 ? '1 process' : count(trouble.silent.length) + ' processes')
          + ' did not say farewell: killed, or cut off. What was done since the last chunk of such a trace is not on this page.', 'notice');
    }
    if (trouble.missing > 0 && run.status === 'DONE') {
      say('Of ' + plural(trouble.missing, 'task') + ' there is no record, though the run is done. Sums that come from records are too small by them.', 'notice');
    }
    if (trouble.lost > 0) {
      say(plural(trouble.lost, 'record') + ' could not be written, or came too fast to be kept.', 'notice');
    }
  }

  // ---- charts ----

  const charts = [];
  let zooming = false;

  // Charts of one time show one part of it.
  function zoomAlike(chart, key) {
    if (key !== 'x' || zooming) {
      return;
    }
    zooming = true;
    const { min, max } = chart.scales.x;
    charts.filter(other => other !== chart).forEach(other => other.setScale('x', { min, max }));
    zooming = false;
  }

  function axis(more) {
    return { stroke: style('--soft'), grid: { stroke: style('--grid'), width: 1 }, ticks: { stroke: style('--line'), width: 1 }, ...more };
  }

  const X_AXIS = 52;
  const timeAxis = () => axis({ label: 'seconds since the run began', labelSize: 20, size: 32, labelGap: 2 });

  const width = () => Math.max(320, page.clientWidth - 48);
  const cursor = { sync: { key: 'time' }, drag: { x: true, y: false }, points: { size: 5 } };

  function chart(place, options, values) {
    const made = new uPlot({
      width: width(),
      cursor,
      ...options,
      hooks: { ...options.hooks, setScale: [zoomAlike] },
    }, values, place);
    charts.push(made);
    return made;
  }

  // Lines differ in their dashes, too.
  const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [4, 4]];

  // Tasks are counted on the left, executors on the right: there may be a thousand times as many.
  function lines(place, at, series) {
    const end = Math.max(run.seconds, 1e-6);
    const fromZero = { range: (u, min, max) => [0, Math.max(1, max) * 1.08] };
    const whole = { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6, 1e7] };
    chart(place, {
      height: 250,
      scales: { x: { time: false, range: (u, min, max) => min === max ? [0, end] : [min, max] }, tasks: fromZero, executors: fromZero },
      axes: [timeAxis(), axis({ scale: 'tasks', size: 64, label: 'tasks', labelSize: 20, ...whole }),
        axis({ scale: 'executors', side: 1, size: 44, label: 'executors', labelSize: 20, grid: { show: false }, ...whole })],
      series: [{ label: 'at', value: (u, v) => v === null ? '' : time(v) }, ...series.map((one, k) => ({
        label: one.label, scale: one.right ? 'executors' : 'tasks', stroke: style('--c' + one.colour), width: one.wide ? 2.5 : 1.5, dash: DASHES[k % DASHES.length],
        paths: one.steps ? uPlot.paths.stepped({ align: 1 }) : undefined,
        points: { show: at.length < 40 },
        value: (u, v) => v === null ? '' : digits(v),
      }))],
    }, [at, ...series.map(one => one.values)]);
  }

  function scaling(place) {
    const seen = data.seen, recorded = data.recorded;
    if (seen.at.length > 1) {
      place.append(make('p', { className: 'soft' }, 'As the autoscaler saw it, at its ' + count(seen.at.length) + ' looks: tasks on the left, executors on the right.'));
      lines(place, seen.at, [
        { label: 'ready tasks', values: seen.waiting, colour: 1, steps: true },
        { label: 'tasks in work', values: seen.leased, colour: 2, steps: true },
        { label: 'executors', values: seen.live, colour: 0, wide: true, right: true, steps: true },
        { label: 'executors wanted', values: seen.target, colour: 6, right: true, steps: true },
        { label: 'executors starting', values: seen.starting, colour: 7, right: true, steps: true },
      ]);
    }
    place.append(make('p', { className: 'soft' }, 'As the records of tasks tell: means over a six-hundredth of the run.'
        + (recorded.ready ? '' : ' When tasks were ready is known only if every task is recorded and drawn.')));
    const series = [];
    if (recorded.ready) {
      series.push({ label: 'ready tasks', values: recorded.ready, colour: 1 });
    }
    series.push({ label: 'tasks in work', values: recorded.working, colour: 2 });
    series.push({ label: 'executors', values: recorded.executors, colour: 0, wide: true, right: true });
    lines(place, recorded.at, series);
  }

  // ---- the timeline ----

  const lanes = data.timeline.drawn;
  const end = row => row[RECEIVED] + row[READ] + row[WAITED] + row[COMPUTED] + row[WROTE] + row[TOLD];

  // The last task of a lane that begins before a time; -1 if there is none.
  function before(tasks, micros) {
    let low = 0, high = tasks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tasks[middle][RECEIVED] <= micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  function draw(u) {
    const ctx = u.ctx, ratio = devicePixelRatio;
    const { min, max } = u.scales.x;
    const { left, top, width, height } = u.bbox;
    const perMicro = width / (max - min) / MICROS;
    const x = micros => left + (micros - min * MICROS) * perMicro;
    const lane = height / lanes.length;
    const colours = data.classes.map((c, k) => colour(k));
    const phase = style('--phase'), ground = style('--ground');
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.font = Math.min(11 * ratio, lane * 0.7) + 'px system-ui, sans-serif';
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    lanes.forEach((each, k) => {
      const y = top + k * lane + lane * 0.08, h = lane * 0.84;
      let covered = -Infinity;
      for (let i = Math.max(0, before(each.tasks, min * MICROS)); i < each.tasks.length; i++) {
        const row = each.tasks[i];
        if (row[RECEIVED] > max * MICROS) {
          break;
        }
        const to = x(end(row));
        if (to - covered < 0.5) {
          continue;
        }
        covered = to;
        drawTask(ctx, row, x, y, h, colours[row[STATEMENT]], phase, ground, ratio);
      }
    });
    ctx.restore();
  }

  // Reading lies low, computing fills the lane, writing lies high, telling is a line.
  function drawTask(ctx, row, x, y, h, fill, phase, ground, ratio) {
    let at = row[RECEIVED];
    const bar = (length, from, part) => {
      const left = x(at), wide = x(at + length) - left;
      // Of what is too narrow to be seen only kernels are drawn.
      if (wide > 0.35 || (part === 1 && length > 0)) {
        ctx.fillRect(left, y + from * h, Math.max(0.6, wide), Math.max(1, part * h));
      }
      at += length;
    };
    ctx.fillStyle = phase;
    bar(row[READ], 0.6, 0.4);
    bar(row[WAITED], 0.94, 0.06);
    const computing = at;
    ctx.fillStyle = fill;
    bar(row[COMPUTED], 0, 1);
    ctx.fillStyle = phase;
    bar(row[WROTE], 0, 0.4);
    bar(row[TOLD], 0, 0.06);
    label(ctx, row, x(computing), x(computing + row[COMPUTED]), y + h / 2, ground, ratio);
  }

  function label(ctx, row, left, right, middle, ground, ratio) {
    const room = right - left - 6 * ratio;
    if (room < 24 * ratio) {
      return;
    }
    const whole = nameOf(row), brief = shortName(row[STATEMENT]);
    const text = ctx.measureText(whole).width < room ? whole : ctx.measureText(brief).width < room ? brief : '';
    ctx.fillStyle = ground;
    ctx.fillText(text, left + 3 * ratio, middle);
  }

  const nameOf = row => shortName(row[STATEMENT]) + '(' + row.slice(INDICES).join(', ') + ')';

  function describe(lane, row) {
    const of = key => time(row[key] / MICROS);
    return executorName(lane.executor) + ', thread ' + lane.worker + ': ' + nameOf(row) + ' at ' + data.classes[row[STATEMENT]].source
        + ', received at ' + time(row[RECEIVED] / MICROS) + '. It read for ' + of(READ) + ' (' + plural(row[TILES_READ], 'tile')
        + ', and ' + count(row[CACHED]) + ' in the cache), waited ' + of(WAITED) + ' for a processor, computed for ' + of(COMPUTED)
        + ', wrote for ' + of(WROTE) + ', told its children for ' + of(TOLD) + '.';
  }

  function timeline(place) {
    const hover = make('p', { className: 'hover' }, 'Point at a task to see its steps. Drag to zoom in, double-click to zoom out.');
    const box = make('div', { className: 'tall' });
    place.append(box, hover);
    const height = Math.max(6, Math.min(30, Math.floor(720 / lanes.length)));
    const first = lanes.map((lane, k) => k === 0 || lanes[k - 1].executor !== lane.executor);
    const labels = lanes.map((lane, k) => height >= 13 ? (first[k] ? executorName(lane.executor) + ' · ' : '') + lane.worker
        : first[k] ? executorName(lane.executor) : '');
    chart(box, {
      height: lanes.length * height + X_AXIS + 10,
      legend: { show: false },
      scales: { x: { time: false, range: (u, min, max) => [min, max] }, y: { range: [0, lanes.length], dir: -1 } },
      axes: [timeAxis(),
        axis({ size: 96, grid: { show: false }, ticks: { show: false }, splits: () => lanes.map((lane, k) => k + 0.5), values: () => labels })],
      series: [{}, { show: false }],
      hooks: {
        draw: [draw],
        setCursor: [u => {
          const lane = lanes[Math.floor(u.posToVal(u.cursor.top, 'y'))];
          const micros = u.posToVal(u.cursor.left, 'x') * MICROS;
          const row = lane && u.cursor.left >= 0 ? lane.tasks[before(lane.tasks, micros)] : undefined;
          if (row && micros <= end(row)) {
            hover.textContent = describe(lane, row);
          }
        }],
      },
    }, [[0, Math.max(run.seconds, 1e-6)], [null, null]]);
  }

  function legend() {
    const parts = data.classes.filter(c => c.recorded > 0).map(c => make('span', {},
        Object.assign(make('span', { className: 'swatch' }), { style: 'background: var(--c' + c.statement % 8 + ')' }), c.kernel));
    return make('div', { className: 'legend' }, ...parts,
        make('span', { className: 'soft' }, 'full height: the kernel computes; low grey bar: inputs are read; high grey bar: outputs are written; thin lines: waiting for a processor, telling the children'));
  }

  function timelineNotes() {
    const t = data.timeline;
    if (t.stride > 1) {
      say('There are ' + count(t.seen) + ' tasks: one of every ' + count(t.stride) + ' is drawn. Sums on this page are of all.', 'notice');
    }
    if (t.lanes > lanes.length) {
      say('There are ' + count(t.lanes) + ' threads: the first ' + count(lanes.length) + ' are drawn. Sums on this page are of all.', 'notice');
    }
  }

  // ---- tables ----

  function classes() {
    heading('Task classes');
    say('Time is the sum over all threads. Tiles of a range are read while the kernel runs, and count as computing.');
    const mean = (key, row) => row.recorded ? time(row[key] / row.recorded) : '';
    add(table([
      { name: 'kernel', text: true, of: r => make('span', {}, Object.assign(make('span', { className: 'swatch' }), { style: 'background: var(--c' + r.statement % 8 + ')' }), r.kernel) },
      { name: 'written at', text: true, of: r => r.source },
      { name: 'tasks', of: r => count(r.tasks) },
      { name: 'recorded', of: r => count(r.recorded) },
      { name: 'flop', of: r => scaled(r.flops) },
      { name: 'computing', of: r => time(r.computeSeconds) },
      { name: 'Gflop/s a thread', of: r => r.computeSeconds ? digits(r.flops / r.computeSeconds / 1e9) : '' },
      { name: 'a task reads', of: r => mean('readSeconds', r) },
      { name: 'waits', of: r => mean('waitSeconds', r) },
      { name: 'computes', of: r => mean('computeSeconds', r) },
      { name: 'writes', of: r => mean('writeSeconds', r) },
      { name: 'tells', of: r => mean('tellSeconds', r) },
    ], data.classes));
  }

  function executors() {
    heading('Executors');
    longTable([
      { name: '', text: true, of: e => executorName(data.executors.indexOf(e)) },
      { name: 'name', text: true, of: e => make('span', { className: 'id' }, e.name) },
      { name: 'threads', of: e => count(e.threads) },
      { name: 'came at', of: e => time(e.start) },
      { name: 'stayed', of: e => time(e.seconds) },
      { name: 'cold start', of: e => e.coldStart === undefined ? '' : time(e.coldStart) },
      { name: 'tasks', of: e => count(e.tasks) },
      { name: 'computing', of: e => percent(e.busy) },
      { name: 'read', of: e => bytes(e.bytesRead) },
      { name: 'wrote', of: e => bytes(e.bytesWritten) },
      { name: 'most bytes of tiles', of: e => bytes(e.peakTileBytes) },
      { name: 'left because', text: true, of: e => e.left === undefined ? (run.status === 'RUNNING' ? 'it is at work, or was killed' : 'it was killed or cut off') : e.left },
    ], data.executors, 'executor');
  }

  function traffic() {
    heading('Bytes and tiles, beside the least that is possible');
    const t = data.traffic;
    const rows = [];
    if (t.least) {
      rows.push({ name: 'least possible', kind: 'least', io: t.least, why: 'every input tile comes once, every output tile goes once: a memory that holds everything' });
    }
    rows.push({ name: 'counted', kind: '', io: t.counted, why: 'what all executors moved to and from storage' });
    if (t.operands) {
      rows.push({ name: 'every operand', kind: 'operands', io: t.operands, why: 'what the program says, without any cache' });
    }
    const most = Math.max(1, ...rows.map(r => Math.max(r.io.bytesRead, r.io.bytesWritten)));
    const bar = (r, n) => Object.assign(make('span', { className: 'bar ' + r.kind }), { style: 'width: ' + (160 * n / most) + 'px' });
    add(table([
      { name: '', text: true, of: r => r.name },
      { name: 'read', of: r => bytes(r.io.bytesRead) },
      { name: '', text: true, of: r => bar(r, r.io.bytesRead) },
      { name: 'tiles', of: r => count(r.io.tilesRead) },
      { name: 'written', of: r => bytes(r.io.bytesWritten) },
      { name: '', text: true, of: r => bar(r, r.io.bytesWritten) },
      { name: 'tiles', of: r => count(r.io.tilesWritten) },
      { name: '', text: true, wrap: true, of: r => r.why },
    ], rows));
    say(cacheText() + (cacheText() ? '; ' : '') + plural(t.counted.deletes, 'scratch tile') + ' deleted on the way.');
  }

  function requests() {
    if (!data.requests.length) {
      return;
    }
    heading('Requests');
    add(table([
      { name: 'operation', text: true, of: r => r.operation },
      { name: 'requests', of: r => count(r.requests) },
      { name: 'a task', of: r => digits(r.perTask) },
      { name: 'of them repeated', of: r => count(r.retries) },
      { name: 'sent', of: r => bytes(r.bytesSent) },
      { name: 'received', of: r => bytes(r.bytesReceived) },
    ], data.requests));
  }

  function cost() {
    heading('Cost');
    const c = data.cost;
    if (!c) {
      say('Nothing was asked of AWS: the run cost nothing there. lapwing plan --on aws says what it would cost.');
      return;
    }
    say('Prices of ' + c.region + ' as of ' + c.pricesAsOf + '. Planned for up to ' + plural(c.mostExecutors, 'executor')
        + (c.onLambda ? ' of ' + count(c.memoryMegabytes) + ' MB' : ', which were not on Lambda and are not priced') + '.');
    const amount = n => n === undefined ? 'not counted' : n >= 10 ? count(n) : n.toFixed(3);
    const price = d => d === undefined ? '' : dollars(d);
    add(table([
      { name: 'service', text: true, of: l => l.service },
      { name: '', text: true, of: l => l.unit },
      { name: 'planned', of: l => l.planned === null ? '' : amount(l.planned) },
      { name: '', of: l => price(l.dollarsPlanned) },
      { name: 'counted', of: l => l.counted === null ? '' : amount(l.counted) },
      { name: '', of: l => price(l.dollarsCounted) },
      { name: 'counted / planned', of: l => l.planned && l.counted ? digits(l.counted / l.planned) : '' },
    ], c.lines, { service: 'all', unit: '', planned: null, counted: null, dollarsPlanned: c.dollarsPlanned, dollarsCounted: c.dollarsCounted }));
  }

  function trouble() {
    heading('Failures, retries, repetitions');
    const t = data.trouble;
    add(table([
      { name: '', text: true, of: r => r[0] },
      { name: '', of: r => count(r[1]) },
      { name: '', text: true, wrap: true, of: r => r[2] },
    ], [
      ['operations tried again', t.retries, 'storage failed, and was asked again'],
      ['messages given back', t.returned, 'a task was left to whoever received it next'],
      ['tasks done twice', t.duplicates, 'an executor finished a task that another had marked as done: it wrote the same bytes'],
      ['kernels skipped', t.skipped, 'the outputs of the task were there already'],
      ['processes without farewell', t.silent.length, 'killed, cut off, or still at work'],
      ['tasks without a record', t.missing, run.status === 'DONE' ? 'done by somebody whose trace is not whole' : 'not done, or done by somebody whose trace is not whole'],
      ['records lost', t.lost, 'that could not be written, or came too fast to be kept'],
    ]));
    if (t.list.length) {
      say('The first ' + count(t.list.length) + ':');
      longTable([
        { name: 'at', of: r => time(r.at) },
        { name: 'executor', text: true, of: r => make('span', { className: 'id' }, r.executor.slice(0, 8)) },
        { name: 'task', text: true, of: r => r.task },
        { name: '', text: true, wrap: true, of: r => r.what },
      ], t.list, 'mishap');
    }
  }

  // ---- the page ----

  const timelinePlace = make('div', {}), scalingPlace = make('div', {});

  function drawCharts() {
    charts.splice(0).forEach(one => one.destroy());
    timelinePlace.replaceChildren();
    scalingPlace.replaceChildren();
    if (lanes.length) {
      timeline(timelinePlace);
    } else {
      timelinePlace.append(make('p', { className: 'soft' }, 'No task was recorded yet.'));
    }
    scaling(scalingPlace);
  }

  page.replaceChildren();
  summary();
  heading('Timeline');
  add(legend());
  timelineNotes();
  add(timelinePlace);
  heading('Executors against ready tasks');
  add(scalingPlace);
  executors();
  classes();
  traffic();
  requests();
  cost();
  trouble();
  add(make('footer', {}, 'Times of different processes are put side by side by the clock that they share: of the folder\'s disk, or of the run table\'s service, where they may be a second or two apart.'));
  drawCharts();
  let resizing = 0;
  addEventListener('resize', () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => charts.forEach(one => one.setSize({ width: width(), height: one.height })), 100);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawCharts);
})();
