package poll

import "context"

type worker struct {
	base context.Context
	quit context.CancelFunc
	done chan struct{}
}

func start(parent context.Context) *worker {
	w := &worker{done: make(chan struct{})}
	w.base, w.quit = context.WithCancel(parent)
	go w.loop()
	return w
}

func (w *worker) loop() {
	defer close(w.done)
	<-w.base.Done()
}

func (w *worker) Stop() {
	w.quit()
	<-w.done
}
