package main

import (
	"errors"

	"golang.org/x/mod/sumdb/tlog"
)

// Flip is one bit to turn: in a file of the log, in the newest checkpoint, or in a proof, whose number comes first in
// eight bytes, then its hashes. Bits count from the lowest of the first byte.
type Flip struct {
	Kind  string `json:"kind"`
	Path  string `json:"path,omitempty"`
	Proof int    `json:"proof,omitempty"`
	Bit   int    `json:"bit"`
}

// checkFlip returns the error by which package note or tlog refuses the turned bit, or nil when it was not noticed.
func (log *Log) checkFlip(flip Flip, task Task) error {
	turned := *log
	turned.flipped = &flip
	switch flip.Kind {
	case "checkpoint":
		checkpoint := []byte(task.Checkpoints[len(task.Checkpoints)-1])
		checkpoint[flip.Bit/8] ^= 1 << (flip.Bit % 8)
		_, err := log.openCheckpoint(checkpoint)
		return err
	case "tile":
		return turned.checkTile(flip.Path)
	case "leaves":
		return turned.checkLeafBundle(flip.Path)
	case "entries":
		_, bundle, err := bundleOf(flip.Path)
		if err != nil {
			return err
		}
		return turned.checkEntryBundle(bundle)
	case "proof":
		return log.checkProof(turnProof(task.Proofs[flip.Proof], flip.Bit))
	}
	// A kind that nobody checks must not look like a refusal.
	return nil
}

// checkTile has package tlog authenticate a tile against the signed root.
func (log *Log) checkTile(path string) error {
	level, number, err := bundleOf(path)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(log.tree(), log)
	_, err = reader.ReadHashes([]int64{tlog.StoredHashIndex(level*height, number*width)})
	return err
}

// checkLeafBundle compares the leaves of a bundle with hashes that package tlog has authenticated.
func (log *Log) checkLeafBundle(path string) error {
	_, bundle, err := bundleOf(path)
	if err != nil {
		return err
	}
	leaves, err := log.items("tile/entries", bundle)
	if err != nil {
		return err
	}
	indexes := make([]int64, len(leaves))
	for i := range leaves {
		indexes[i] = tlog.StoredHashIndex(0, bundle*width+int64(i))
	}
	hashes, err := tlog.TileHashReader(log.tree(), log).ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, leaf := range leaves {
		if tlog.RecordHash(leaf) != hashes[i] {
			return errors.New("not the leaf that the tree hashes")
		}
	}
	return nil
}

func turnProof(proof Proof, bit int) Proof {
	if bit < 64 {
		proof.Number ^= 1 << bit
		return proof
	}
	at := bit/8 - 8
	hashes := make([][]byte, len(proof.Hashes))
	for i, hash := range proof.Hashes {
		hashes[i] = append([]byte(nil), hash...)
	}
	hashes[at/tlog.HashSize][at%tlog.HashSize] ^= 1 << (bit % 8)
	proof.Hashes = hashes
	return proof
}
