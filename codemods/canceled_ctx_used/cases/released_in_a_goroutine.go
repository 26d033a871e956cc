package save

import (
	"context"
	"sync"
)

type store interface {
	Save(ctx context.Context, k string) error
	Flush(ctx context.Context) error
}

func byDefers(ctx context.Context, st store) {
	gctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer st.Flush(gctx) // want none "gctx has ended when this deferred call runs: cancel is deferred later, on line 20"
		defer cancel()
		_ = st.Save(gctx, "go")
	}()
	wg.Wait()
}

func byCall(ctx context.Context, st store) {
	gctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = st.Save(gctx, "go")
		cancel()
		_ = st.Flush(gctx) // want none "gctx has ended here, cancel was called on line 33; pass ctx instead"
	}()
	wg.Wait()
}

func inOrder(ctx context.Context, st store) {
	gctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer cancel()
		defer st.Flush(gctx)
		_ = st.Save(gctx, "go")
	}()
	wg.Wait()
}

// The variable may hold the next one by then.
func again(ctx context.Context, st store, keys []string) {
	var gctx context.Context
	var cancel context.CancelFunc
	var wg sync.WaitGroup
	for _, key := range keys {
		gctx, cancel = context.WithCancel(ctx)
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = st.Save(gctx, key)
			cancel()
			_ = st.Flush(gctx)
		}()
	}
	wg.Wait()
}
