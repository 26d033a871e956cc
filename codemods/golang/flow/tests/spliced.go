func (s *Server) serve(ctx context.Context, jobs <-chan job, opts ...Option) (n int, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.total)
	defer func() {
		if err != nil && cancel != nil {
			cancel()
		}
	}()
	var (
		seen  = make(map[string][]int, len(opts))
		total int
	)
retry:
	for attempt := 0; attempt < 3 || s.forever; attempt++ {
		for name, list := range s.waiting {
			if len(list) == 0 {
				continue retry
			} else if _, ok := seen[name]; ok {
				break
			}
			seen[name] = append(seen[name], list[1:]...)
		}
		select {
		case j, ok := <-jobs:
			if !ok {
				break retry
			}
			switch kind := j.kind(); {
			case kind == "a", kind == "b" && total > 1:
				total += <-j.done
				fallthrough
			case !j.ready:
				goto failed
			default:
				panic(fmt.Sprintf("%v", j))
			}
		case s.out <- result{n: total, err: nil}:
			go func(x int) { s.log(x) }(total)
		case <-ctx.Done():
			return total, ctx.Err()
		}
	}
	switch v := s.state.(type) {
	case nil:
	case *closed, interface{ Close() error }:
		return 0, errClosed
	case func() error:
		err = v()
	}
	for range s.waiting {
		total--
	}
	return total, err
failed:
	cancel()
	if total > 0 {
		goto retry2
	}
retry2:
	for {
		if s.try() {
			return
		}
	}
}
