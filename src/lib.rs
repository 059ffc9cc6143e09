//! zhenggai
