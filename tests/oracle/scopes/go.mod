module scopesoracle

go 1.22
